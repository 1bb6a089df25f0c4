package clean

import "testing"

func TestAsksToFollow(t *testing.T) {
	for line, want := range map[string]bool{
		"Segui Gazzetta delle Marche su Google News":       true,
		"Follow BBC News on X, Facebook and Instagram.":    true,
		"Suivez-nous sur Facebook et YouTube":              true,
		"Seguici sul lungomare":                            false,
		"Segui la partita in diretta su La7 alle 20":       false,
		"Follow the money on X to its end, she wrote.":     false,
		"Folgen Sie der Bergzeit auf Instagram":            true,
		"Follow the path on the left":                      false,
		"Chi lo segue su Facebook sa già come è andata":    false,
		"Sigue a El Transbordador en Facebook, X y TikTok": true,
	} {
		if got := isPromo(line, key(line)); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}
