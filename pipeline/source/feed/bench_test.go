package feed

import (
	"strings"
	"testing"
)

func BenchmarkParse(b *testing.B) {
	b.SetBytes(int64(len(rssSample)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse([]byte(rssSample), "", ""); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHostile reads a megabyte of each thing that a parser might read more than once. What takes time that is linear in the length
// shows as many MB/s as with four times the length.
func BenchmarkHostile(b *testing.B) {
	const rss = "<rss><channel><item><title>A</title>"
	for name, c := range map[string][3]string{
		"brackets":                      {rss + "<description>", "<", ""},
		"tags not ended":                {rss + "<description>", "<a ", ""},
		"quotation marks":               {rss + "<description>", `<a x="<a " `, "<"},
		"quotation marks not ended":     {rss + "<description>", `<a x="`, "<"},
		"tags in values":                {rss + "<description>", `<a x="<b "c `, ""},
		"other quotation marks":         {rss + "<description>", `<a x='`, `"`},
		"CDATA not ended":               {rss + "<description>", "<![CDATA[</description>", "]]>"},
		"CDATA in CDATA":                {rss + "<description>", "<![CDATA[", "</description>]]>"},
		"ampersands":                    {rss + "<description>", "&", ""},
		"references not ended":          {rss + "<description>", "&amp", ""},
		"nesting in a text":             {rss + "<description>", "<p>", ""},
		"nesting of nothing":            {rss, "<x>", ""},
		"nesting of media":              {rss, "<media:group><media:content>", ""},
		"items in items":                {rss, "<item>", ""},
		"ends of nothing":               {rss + strings.Repeat("<y>", 150), "</x>", ""},
		"namespaces":                    {rss, "<a xmlns:b='c'>", ""},
		"bases":                         {rss, "<a xml:base='b/c'>", ""},
		"comments not ended":            {rss, "<!--x", ""},
		"instructions not ended":        {rss, "<?x", ""},
		"document types":                {"", "<!DOCTYPE ", ""},
		"entities":                      {"<!DOCTYPE a [", "<!ENTITY a 'b'>", "]>" + rss},
		"escaped tags":                  {rss + "<description>", "&lt;p ", ""},
		"escaped scripts":               {"<rss><item><title>", "&lt;script&gt;", "&lt;/b&gt;</title></item>"},
		"escaped comments":              {"<rss><item><title>", "&lt;!--", "&lt;/b&gt;</title></item>"},
		"descriptions":                  {rss, "<description>a</description>", ""},
		"authors":                       {rss, "<dc:creator>aaaaaa</dc:creator>", ""},
		"links":                         {"<rss><channel>", "<link>x</link>", ""},
		"attributes":                    {"<rss><channel><item ", "a=b ", ">"},
		"JSON, items":                   {`{"version":"https://jsonfeed.org/version/1","items":[`, `{"id":"a"},`, ""},
		"JSON, nesting":                 {`{"version":"https://jsonfeed.org/version/1","items":[`, `[`, ""},
		"JSON, fields of an item":       {`{"version":"https://jsonfeed.org/version/1","items":[{"id":[],`, `"aaa":"a",`, `"b":1}]}`},
		"controls":                      {"<rss><item><title>", "\u0092", ""},
		"bytes of an unknown charset":   {"<rss><item><title>", "\xe9", ""},
		"text in two bytes a character": {"\xff\xfe", "<\x00", ""},
	} {
		body := []byte(c[0] + strings.Repeat(c[1], (1<<20)/len(c[1])) + c[2])
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				_, _ = Parse(body, "", "") // whether it is a feed is not asked here
			}
		})
	}
}
