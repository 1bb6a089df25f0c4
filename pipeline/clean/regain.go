package clean

const (
	maxAbove  = 20 // blocks between a title and the first one of the article
	maxLeads  = 2  // of them that are its abstract
	fewLead   = 15 // words of an abstract, at least
	maxLinked = 30 // percent of the letters of running text that are links
)

// regain puts back the abstract that readability leaves out, as it stands between the title and what it takes for the article.
func regain(whole, found []block) []block {
	first := -1
	for i, b := range whole {
		if len(found) > 0 && b.key == found[0].key || len(found) > 1 && b.key == found[1].key && b.prose() {
			first = i
			break
		}
	}
	if first < 0 {
		return found
	}
	return append(leads(whole[max(0, first-maxAbove):first]), found...)
}

// leads are the paragraphs after the last title among blocks, none where there are too many of them.
func leads(blocks []block) []block {
	for i := len(blocks) - 1; i >= 0; i-- {
		if blocks[i].level != 1 {
			continue
		}
		var found []block
		for _, b := range blocks[i+1:] {
			if b.prose() && b.links < maxLinked && b.words > fewLead {
				found = append(found, b)
			}
		}
		if len(found) > maxLeads {
			return nil
		}
		return found
	}
	return nil
}
