package check

// hourAt returns the hour that token i says in letters or in one or two figures.
func (r momentReader) hourAt(i int) (h int, ok bool) {
	t := r.peek(i)
	if t.class == digits {
		h, ok = smallInt(t.text)
		return h, ok && len(t.text) <= 2 && h <= 24
	}
	return int(t.value), t.numeral && t.value >= 1 && t.value <= 24
}

// timeOf is a time of day that the tokens [from,to) say.
func timeOf(from, to, h, minutes int) moment {
	return moment{from: from, to: to, clock: (h*60+minutes+1440)%1440 + 1, halved: h <= 12}
}

// frenchHours reads à huit heures et demie, vers 18 heures, à neuf heures moins le quart. Without the word before it is a length.
func (r momentReader) frenchHours(i int) (moment, bool) {
	h, ok := r.hourAt(i)
	if !ok || !r.peek(i+1).is("heures", "heure") {
		return moment{}, false
	}
	to, minutes := i+2, 0
	switch next := r.peek(to); {
	case next.is("et") && r.peek(to+1).is("demie", "demi"):
		to, minutes = to+2, 30
	case next.is("et") && r.peek(to+1).is("quart"):
		to, minutes = to+2, 15
	case next.is("moins") && r.peek(to+2).is("quart"):
		to, minutes = to+3, -15
	case next.class == digits && len(next.text) == 2:
		minutes, _ = smallInt(next.text)
		to++
	}
	if minutes == 0 && !r.peek(i-1).is("à", "vers", "dès", "avant", "après") {
		return moment{}, false
	}
	if r.peek(to).is("du") && r.peek(to+1).is("soir") && h < 12 {
		h += 12
	}
	return timeOf(i, to, h, minutes), true
}

// germanHours reads um halb neun, Viertel nach acht, um acht Uhr.
func (r momentReader) germanHours(i int) (moment, bool) {
	t := r.peek(i)
	if h, ok := r.hourAt(i + 1); ok && t.is("halb") && h <= 12 {
		return timeOf(i, i+2, h, -30), true
	}
	if h, ok := r.hourAt(i + 2); ok && t.is("viertel") && r.peek(i+1).is("nach", "vor") && h <= 12 {
		minutes := 15
		if r.peek(i + 1).is("vor") {
			minutes = -15
		}
		return timeOf(i, i+3, h, minutes), true
	}
	if h, ok := r.hourAt(i); ok && r.peek(i+1).is("uhr") {
		return timeOf(i, i+2, h, 0), true
	}
	return moment{}, false
}

// iberianHours reads a las ocho y media, a las tres de la tarde, às oito e meia.
func (r momentReader) iberianHours(i int) (moment, bool) {
	h, ok := r.hourAt(i)
	if !ok || !r.peek(i-1).is("las", "la", "às", "à", "as") {
		return moment{}, false
	}
	to, minutes := i+1, 0
	switch next := r.peek(to); {
	case next.is("y", "e") && r.peek(to+1).is("media", "meia"):
		to, minutes = to+2, 30
	case next.is("y") && r.peek(to+1).is("cuarto"):
		to, minutes = to+2, 15
	case next.is("menos") && r.peek(to+1).is("cuarto"):
		to, minutes = to+2, -15
	}
	part := to
	for r.peek(part).is("de", "da", "la", "do") {
		part++
	}
	switch r.peek(part).lower {
	case "tarde", "noche", "noite":
		if h < 12 {
			h += 12
		}
	case "mañana", "manhã", "madrugada":
	default:
		next := r.peek(to)
		if minutes == 0 && (!r.peek(i-2).is("a") && !r.peek(i-1).is("às") || next.class == word && !next.functional) {
			return moment{}, false // las ocho mujeres
		}
	}
	return timeOf(i, to, h, minutes), true
}
