package web_test

import (
	"context"
	"errors"
	"fmt"

	"mattinale/pipeline/source/web"
)

func Example() {
	c := web.New(web.Options{Offline: true})
	defer c.Close()
	_, err := c.Get(context.Background(), "https://news.example/feed.xml", web.Feed)
	fmt.Println(errors.Is(err, web.ErrOffline), err)
	_, err = c.Get(context.Background(), "file:///etc/passwd", web.Feed)
	fmt.Println(err)
	// Output:
	// true it is not kept, and nothing is asked offline
	// only http and https addresses are read
}
