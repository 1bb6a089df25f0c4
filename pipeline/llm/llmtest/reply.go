package llmtest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"sync"

	"mattinale/pipeline/llm"
)

// Reply is what the server does with one request. The zero value is an answer with no text in it.
type Reply struct {
	Text      string // content of the message
	Reasoning string // reasoning_content of the message, "": none
	Refusal   string // refusal of the message, "": none
	Finish    string // finish_reason; "": "stop", or "length" when the text is over a limit
	NoFinish  bool   // finish_reason is null
	NoChoices bool   // the list of choices is empty
	Usage     *llm.Usage

	Status int         // of HTTP; 0: 200
	Header http.Header // further ones
	Body   string      // in place of a completion when not ""

	Break Break // how the connection goes wrong; "": it does not
}

// Break is a way in which a connection goes wrong.
type Break string

// The ways in which a connection goes wrong.
const (
	BreakHang  Break = "hang"  // nothing comes until the client leaves
	BreakStall Break = "stall" // half of the answer, then nothing until the client leaves
	BreakHalf  Break = "half"  // half of the answer, then the connection is closed
	BreakReset Break = "reset" // the connection is reset before anything came
)

// Text is a good answer.
func Text(text string) Reply { return Reply{Text: text} }

// Cut is an answer that stopped at its limit.
func Cut(text string) Reply { return Reply{Text: text, Finish: "length"} }

// Filtered is an answer that a content filter took away.
func Filtered() Reply { return Reply{Finish: "content_filter"} }

// Refusal is an answer in which the model refuses.
func Refusal(text string) Reply { return Reply{Refusal: text} }

// Think is an answer with its reasoning in front, as models write it whose server does not take it out.
func Think(reasoning, text string) Reply {
	return Reply{Text: "<think>\n" + reasoning + "\n</think>\n\n" + text}
}

// OpenThink is reasoning that never came to an answer.
func OpenThink(reasoning string) Reply { return Reply{Text: "<think>\n" + reasoning} }

// Hang never answers.
func Hang() Reply { return Reply{Break: BreakHang} }

// Reset resets the connection.
func Reset() Reply { return Reply{Break: BreakReset} }

// Half is an answer whose connection closes in the middle.
func Half(text string) Reply { return Reply{Text: text, Break: BreakHalf} }

// Stall is an answer that stops coming in the middle.
func Stall(text string) Reply { return Reply{Text: text, Break: BreakStall} }

// Raw is any body of any media type.
func Raw(status int, mediaType, body string) Reply {
	return Reply{Status: status, Header: http.Header{"Content-Type": {mediaType}}, Body: body}
}

// JSON is any body of JSON.
func JSON(status int, body string) Reply { return Raw(status, "application/json", body) }

// HTML is the page of a proxy or a web server in front of the endpoint.
func HTML(status int) Reply {
	title := strconv.Itoa(status) + " " + http.StatusText(status)
	return Raw(status, "text/html", "<html>\r\n<head><title>"+title+"</title></head>\r\n<body>\r\n<center><h1>"+
		title+"</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n")
}

// Error is an error in OpenAI's form. With status 200 it is an error where a completion should be.
func Error(status int, code, message string) Reply {
	body, _ := json.Marshal(map[string]any{"error": map[string]any{ // strings always marshal
		"message": message, "type": "invalid_request_error", "param": nil, "code": code,
	}})
	return JSON(status, string(body))
}

// OllamaError is an error in the form of Ollama's own address.
func OllamaError(status int, message string) Reply {
	body, _ := json.Marshal(map[string]string{"error": message}) // strings always marshal
	return JSON(status, string(body))
}

// Later is an error that says when to ask again: after is the Retry-After header, seconds or an HTTP date.
func Later(status int, after string) Reply {
	r := Error(status, "rate_limit_exceeded", "Too many requests.")
	r.Header.Set("Retry-After", after)
	return r
}

// Loading is what llama.cpp answers while it reads its model.
func Loading() Reply {
	return JSON(http.StatusServiceUnavailable, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`)
}

// Queue gives the replies in the order in which the requests come, and asks then after the last.
func Queue(then func(Request) Reply, replies ...Reply) func(Request) Reply {
	var mu sync.Mutex
	return func(r Request) Reply {
		mu.Lock()
		defer mu.Unlock()
		if len(replies) == 0 {
			return then(r)
		}
		next := replies[0]
		replies = replies[1:]
		return next
	}
}

// Always gives the same reply to every request.
func Always(reply Reply) func(Request) Reply { return func(Request) Reply { return reply } }
