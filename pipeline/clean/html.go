package clean
func readHTML(d *draft, text string) error { return readPlain(d, text) }
func readMarkdown(d *draft, text string) error { return readPlain(d, text) }
func readMail(d *draft, b []byte) error { return readPlain(d, string(b)) }
