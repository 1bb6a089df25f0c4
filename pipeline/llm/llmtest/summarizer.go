package llmtest

import (
	"encoding/json"
	"hash/fnv"
	"strings"

	"mattinale/pipeline/llm"
)

// Summarizer is a model that always does as it is told: it answers with JSON that is valid against the request's
// schema, the same for the same prompt. The texts of one object say the same in Italian and English, and have no names,
// numbers, dates or quotations in them. A schema that is only asked for in words, at the end of the last user message,
// is answered too: with prose and a fence round the JSON unless json_object was asked for. Without any schema the
// answer is one sentence.
func Summarizer() func(Request) Reply {
	return func(r Request) Reply {
		seed := fnv.New32a()
		_, _ = seed.Write([]byte(r.Prompt())) // never fails
		first := int(seed.Sum32() % uint32(len(sentences)))

		last := lastUser(r.Messages)
		schema, asked := r.Schema, ""
		if schema == nil {
			schema, asked = schemaInWords(last), r.Format
		}
		if schema == nil {
			return Text(sentence(first, languageOf("", last)))
		}
		answer := Instance(schema, first)
		if r.Schema == nil && asked == "" {
			return Text("Here is the JSON you asked for:\n\n```json\n" + answer + "\n```\n\nI hope this {helps}!")
		}
		return Text(answer)
	}
}

func lastUser(messages []llm.Message) string {
	for i := len(messages) - 1; i >= 0; i-- {
		if messages[i].Role == llm.RoleUser {
			return messages[i].Content
		}
	}
	return ""
}

// schemaInWords is the JSON Schema at the end of an instruction, nil when none stands there.
func schemaInWords(instruction string) json.RawMessage {
	at := strings.LastIndex(instruction, "\n{")
	if at < 0 {
		return nil
	}
	raw := json.RawMessage(strings.TrimSpace(instruction[at:]))
	var shape struct {
		Type       json.RawMessage `json:"type"`
		Properties json.RawMessage `json:"properties"`
	}
	if json.Unmarshal(raw, &shape) != nil || shape.Type == nil && shape.Properties == nil {
		return nil
	}
	return raw
}

// languageOf tells which language a text is wanted in by the key it stands under, or by the instruction where there
// are no keys.
func languageOf(key, instruction string) string {
	switch strings.ToLower(key) {
	case "italiano", "italian", "it":
		return italian
	case "":
		if strings.Contains(strings.ToLower(instruction), "italian") {
			return italian
		}
	}
	return english
}
