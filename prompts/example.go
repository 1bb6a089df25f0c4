package prompts

import (
	"bytes"
	"encoding/json"
)

// The example reply tells of another article: in another field than most news, so that a word of it that turns up in
// a summary is seen at once. It is short, since models take the length of their sentences from it.
var (
	examplePoints = []map[string]string{
		{
			"it": "L'osservatorio di Asiago ha contato 340 meteore nella notte del 12 agosto, il doppio dell'anno scorso.",
			"en": "The Asiago observatory counted 340 meteors on the night of 12 August, twice as many as last year.",
			"fr": "L'observatoire d'Asiago a compté 340 météores dans la nuit du 12 août, deux fois plus que l'an dernier.",
			"de": "Die Sternwarte Asiago zählte in der Nacht des 12. August 340 Meteore, doppelt so viele wie im Vorjahr.",
			"es": "El observatorio de Asiago contó 340 meteoros la noche del 12 de agosto, el doble que el año pasado.",
			"pt": "O observatório de Asiago contou 340 meteoros na noite de 12 de agosto, o dobro do ano passado.",
		},
		{
			"it": "Gli astronomi chiedono ai comuni vicini di spegnere i lampioni dopo mezzanotte.",
			"en": "Astronomers are asking nearby towns to switch off street lamps after midnight.",
			"fr": "Les astronomes demandent aux communes voisines d'éteindre les lampadaires après minuit.",
			"de": "Die Astronomen bitten die Nachbarorte, die Straßenlampen nach Mitternacht auszuschalten.",
			"es": "Los astrónomos piden a los pueblos vecinos que apaguen las farolas después de medianoche.",
			"pt": "Os astrónomos pedem às localidades vizinhas que apaguem os candeeiros depois da meia-noite.",
		},
	}
	exampleHeadline = map[string]string{
		"it": "Asiago conta il doppio delle meteore",
		"en": "Asiago counts twice as many meteors",
		"fr": "Asiago compte deux fois plus de météores",
		"de": "Asiago zählt doppelt so viele Meteore",
		"es": "Asiago cuenta el doble de meteoros",
		"pt": "Asiago conta o dobro de meteoros",
	}
)

// ExampleSummary is the example reply to summarize.tmpl in these languages, in their order, as JSON on one line. A
// language we have no example in shows its text in English: the shape is what counts there.
func ExampleSummary(languages []Language) string {
	var b bytes.Buffer
	writePoints(&b, languages)
	b.WriteString(`,"headline":`)
	writeTexts(&b, languages, exampleHeadline)
	b.WriteByte('}')
	return b.String()
}

// writePoints writes the example's points, and leaves the object open.
func writePoints(b *bytes.Buffer, languages []Language) {
	b.WriteString(`{"points":[`)
	for i, p := range examplePoints {
		if i > 0 {
			b.WriteByte(',')
		}
		writeTexts(b, languages, p)
	}
	b.WriteByte(']')
}

// ExampleReduce is the example reply to reduce.tmpl.
func ExampleReduce(languages []Language) string {
	var b bytes.Buffer
	b.WriteString(`{"keep":[4,1,6],"headline":`)
	writeTexts(&b, languages, exampleHeadline)
	b.WriteByte('}')
	return b.String()
}

// writeTexts writes an object whose keys keep the order of the languages, which encoding/json's maps do not.
func writeTexts(b *bytes.Buffer, languages []Language, texts map[string]string) {
	b.WriteByte('{')
	for i, l := range languages {
		if i > 0 {
			b.WriteByte(',')
		}
		text, ok := texts[l.Tag]
		if !ok {
			text = texts["en"]
		}
		writeString(b, l.Key)
		b.WriteByte(':')
		writeString(b, text)
	}
	b.WriteByte('}')
}

func writeString(b *bytes.Buffer, s string) {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s)       // strings always marshal
	b.Truncate(b.Len() - 1) // the encoder ends with a newline
}

// ExampleTexts are all texts of the example, in every language.
func ExampleTexts() []string {
	var all []string
	for _, texts := range append(examplePoints, exampleHeadline) {
		for _, text := range texts {
			all = append(all, text)
		}
	}
	return all
}
