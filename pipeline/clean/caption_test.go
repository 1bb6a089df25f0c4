package clean

import "testing"

func TestCaption(t *testing.T) {
	for text, want := range map[string]bool{
		"Il ponte visto da nord (Foto: Carla Bossi)":                                 true,
		"Il ponte visto da nord. Foto di Carla Bossi":                                true,
		"The bridge, seen from the north. Credit: Carla Bossi/Reuters":               true,
		"The bridge in Dec. 2019. (Carla Bossi/The Sentinel via AP)":                 true,
		"Il Comune ha riaperto il ponte. (ANSA)":                                     false,
		"A court ruled against Getty Images.":                                        false,
		"Le ha viste in una foto di gruppo.":                                         false,
		"Il museo espone ogni foto di Carla Bossi dal 1990 a oggi, fino a domenica.": false,
		"“La foto: un falso”, dice il sindaco.":                                      false,
	} {
		if got := caption(newBlock(text)); got != want {
			t.Errorf("%q: caption %t, want %t", text, got, want)
		}
	}
}
