package main

import "context"

const aboutWorkload, aboutScaling, aboutStartup, aboutModel = "", "", "", ""

func measureWorkload(ctx context.Context, b *bench) (result, error) { return result{}, nil }
func measureScaling(ctx context.Context, b *bench) (result, error)  { return result{}, nil }
func measureStartup(ctx context.Context, b *bench) (result, error)  { return result{}, nil }
func measureModel(ctx context.Context, b *bench) (result, error)    { return result{}, nil }
