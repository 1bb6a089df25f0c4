package feed

// Feeds of every kind, of our own writing.
const (
	rssSample = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
  <title>Il Corriere di Montesordo</title>
  <link>https://montesordo.example/</link>
  <atom:link href="https://montesordo.example/feed.xml" rel="self" type="application/rss+xml"/>
  <description>Cronaca &amp; cultura</description>
  <language>it-IT</language>
  <image><title>Il logo</title><link>https://montesordo.example/logo</link><url>https://montesordo.example/logo.png</url></image>
  <item>
    <title>Il ponte &#8220;nuovo&#8221; riapre: pi&#xF9; treni</title>
    <link>https://montesordo.example/2026/ponte</link>
    <guid isPermaLink="false">montesordo-1</guid>
    <pubDate>Mar, 24 Nov 2026 10:00:00 +0100</pubDate>
    <dc:creator>Anna Rossi</dc:creator><dc:creator>Bruno Neri</dc:creator>
    <category>Trasporti</category><category>Cronaca</category><category>trasporti</category>
    <description>Riapre &lt;b&gt;domani&lt;/b&gt;.</description>
    <content:encoded><![CDATA[<p>Riapre domani il ponte. <a href="/mappa">La mappa</a></p>]]></content:encoded>
    <media:content url="https://montesordo.example/foto.jpg"><media:title>La foto</media:title></media:content>
  </item>
  <item>
    <title>AT&amp;T compra la R&amp;D di Ivrea</title>
    <guid>https://montesordo.example/2026/ivrea</guid>
    <author>redazione@montesordo.example (La redazione)</author>
    <pubDate>24 brumaio 2026</pubDate>
    <description>Testo semplice, 3 &lt; 4.</description>
  </item>
</channel>
</rss>
`
	atomSample = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://kerrasay.example/news/">
  <title type="html">Kerrasay &lt;em&gt;Herald&lt;/em&gt;</title>
  <link rel="self" href="https://kerrasay.example/atom.xml"/>
  <link href="/"/>
  <author><name>The Herald</name><email>desk@kerrasay.example</email></author>
  <id>tag:kerrasay.example,2026:feed</id>
  <updated>2026-11-24T09:00:00Z</updated>
  <entry>
    <title>Ferry sails again</title>
    <link rel="enclosure" href="ferry.mp3"/>
    <link rel="alternate" type="text/html" href="ferry"/>
    <id>tag:kerrasay.example,2026:1</id>
    <published>2026-11-24T09:00:00Z</published>
    <updated>2026-11-24T10:30:00Z</updated>
    <author><name>Ewan Brodie</name></author>
    <category term="transport" label="Transport"/>
    <summary>It sailed &amp; came back.</summary>
    <content type="xhtml" xml:base="ferry/"><div xmlns="http://www.w3.org/1999/xhtml"><p>It sailed at <b>nine</b>.<br/>5 &lt; 6</p></div></content>
  </entry>
  <entry xml:lang="gd">
    <title type="text">How to use the &lt;table&gt; element</title>
    <id>https://kerrasay.example/2</id>
    <updated>2026-11-23</updated>
    <content>Plain text.

A second paragraph.</content>
  </entry>
</feed>
`
	rdfSample = `<?xml version="1.0" encoding="ISO-8859-1"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://banda.example/"><title>La banda</title><link>https://banda.example/</link>
    <items><rdf:Seq><rdf:li rdf:resource="https://banda.example/1"/></rdf:Seq></items></channel>
  <item rdf:about="https://banda.example/1"><title>Il concerto</title><link>https://banda.example/1</link><dc:date>2026-11-24T10:00+01:00</dc:date></item>
  <item rdf:about="https://banda.example/2"><dc:title>La prova</dc:title></item>
</rdf:RDF>
`
	jsonSample = `{
  "version": "https://jsonfeed.org/version/1.1", "title": "Appunti", "home_page_url": "https://appunti.example/", "language": "it",
  "authors": [{"name": "Carla Verdi"}],
  "items": [
    {"id": "1", "url": "/uno", "title": "Uno & due", "content_html": "<p>Testo</p>", "date_published": "2026-11-24T10:00:00+01:00", "tags": ["a", "b"]},
    {"id": 2, "content_text": "Solo testo, 1 < 2", "authors": [{"name": "Dario Bruni"}], "date_modified": "2026-11-24"}
  ]
}`
)
