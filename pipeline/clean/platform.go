package clean

import "strings"

// Words of a line that asks to follow a publication elsewhere.
var (
	followCalls = wordTable(`segui seguite seguici seguiteci follow suivez retrouvez folgen folge sigue síguenos siga`)
	followOn    = wordTable(`su on sur auf en no at`)
	platforms   = wordTable(`facebook instagram twitter x linkedin youtube tiktok telegram whatsapp threads bluesky mastodon pinterest google news discover flipboard
		e ed and et und y or o our its the il la nostro nostra canale channel pagina page profilo`)
)

// maxFollow is the most words of such a line.
const maxFollow = 16

// asksToFollow reports whether a line asks to follow a publication elsewhere, and says nothing else: "Segui la Gazzetta su Google
// News". One that has more words after the names is a sentence: "Follow the money on X to its end".
func asksToFollow(key string) bool {
	first, rest, _ := strings.Cut(key, " ")
	if !followCalls.has(first) || strings.Count(key, " ") >= maxFollow {
		return false
	}
	on, named := false, 0
	for w := range strings.FieldsSeq(rest) {
		switch {
		case platforms.has(w):
			named++
		case followOn.has(w):
			on, named = true, 0
		default:
			named = 0
		}
	}
	return on && named > 0
}
