// Package server runs a model server on this machine, for who has none. What goes in is a folder to keep things in;
// what comes out is the address of an OpenAI-compatible endpoint on loopback, for as long as somebody uses it.
//
// Install brings a server and a model. Acquire gives a run its share of the one server of this user, starting it when
// there is none; Release gives it back, and the last one to do so waits until the server is gone. Start and Stop are for
// a server that stays up between runs.
//
// A process of its own, the supervisor, holds the server as its child, so that runs can come and go and be killed. Who
// is alive is told by locks alone, which the system frees however a process ends; a process ID on disk may be somebody
// else's by now. There are two: every run holds a share of the users lock, and the supervisor holds the supervisor lock.
// The supervisor ends the server when it can have the users lock for itself, and keeps it until the server is gone.
//
// The server listens on 127.0.0.1 and wants a key made up for each start. Loopback is open to every user of a machine
// and, as llama.cpp answers any origin, to every page in a browser; the key is in a file only this user can read.
package server
