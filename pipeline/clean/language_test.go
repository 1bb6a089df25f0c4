package clean

import "testing"

func TestDetectLanguage(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"Italian", "Il Comune ha chiuso il ponte per tre mesi. I lavori costeranno due milioni di euro.", "it"},
		{"English", "The council has closed the bridge for three months. The works will cost two million euros.", "en"},
		{"French", "La mairie a fermé le pont pour trois mois. Les travaux coûteront deux millions d’euros.", "fr"},
		{"German", "Die Stadt hat die Brücke für drei Monate gesperrt. Die Arbeiten kosten zwei Millionen Euro.", "de"},
		{"Spanish", "El ayuntamiento ha cerrado el puente durante tres meses. Las obras costarán dos millones de euros.", "es"},
		{"Portuguese", "A câmara fechou a ponte durante três meses. As obras vão custar dois milhões de euros.", "pt"},
		{"Brazilian", "A prefeitura fechou a ponte por três meses. As obras vão custar dois milhões de reais.", "pt"},
		{"Dutch", "De gemeente heeft de brug voor drie maanden gesloten. De werkzaamheden kosten twee miljoen euro.", "nl"},
		{"Polish", "Miasto zamknęło most na trzy miesiące. Prace będą kosztować dwa miliony euro.", "pl"},
		{"Romanian", "Primăria a închis podul pentru trei luni. Lucrările vor costa două milioane de euro.", "ro"},
		{"Catalan", "L’ajuntament de Girona ha tancat el pont durant tres mesos. Les obres costaran dos milions d’euros i les ha de pagar la Diputació. Segons els veïns, no hi ha cap altre camí per anar a l’escola.", "ca"},
		{"Galician", "O concello pechou a ponte durante tres meses. As obras custarán dous millóns de euros e non estarán rematadas ata o outono.", "gl"},
		{"Swedish", "Kommunen har stängt bron i tre månader. Arbetet kommer att kosta två miljoner euro.", "sv"},
		{"Danish", "Kommunen har lukket broen i tre måneder. Arbejdet kommer til at koste to millioner euro.", "da"},
		{"Czech", "Město uzavřelo most na tři měsíce. Práce budou stát dva miliony eur.", "cs"},
		{"Hungarian", "A város három hónapra lezárta a hidat. A munkálatok kétmillió euróba kerülnek.", "hu"},
		{"Turkish", "Belediye köprüyü üç aylığına kapattı. Çalışmalar iki milyon avroya mal olacak.", "tr"},
		{"Russian", "Город закрыл мост на три месяца. Работы обойдутся в два миллиона евро.", "ru"},
		{"Russian, one sentence", "Мост через реку закроют на двадцать три дня, сообщила администрация города.", "ru"},
		{"Ukrainian", "Місто закрило міст на три місяці. Роботи коштуватимуть два мільйони євро.", "uk"},
		{"Bulgarian", "Общината затвори моста за три месеца. Ремонтът ще струва два милиона евро, съобщиха от кметството.", "bg"},
		{"Serbian", "Град је затворио мост на три месеца. Радови ће коштати два милиона евра.", "sr"},
		{"Greek", "Ο δήμος έκλεισε τη γέφυρα για τρεις μήνες. Τα έργα θα κοστίσουν δύο εκατομμύρια ευρώ.", "el"},
		{"Arabic", "أغلقت البلدية الجسر لمدة ثلاثة أشهر. ستكلف الأعمال مليوني يورو.", "ar"},
		{"Persian", "شهرداری پل را به مدت سه ماه بست. کارها دو میلیون یورو هزینه خواهد داشت و گفته می\u200cشود چهار ماه طول می\u200cکشد.", "fa"},
		{"Hebrew", "העירייה סגרה את הגשר לשלושה חודשים. העבודות יעלו שני מיליון אירו.", "he"},
		{"Chinese", "市政府将大桥关闭三个月。工程将耗资两百万欧元。", "zh"},
		{"Japanese", "市は橋を三か月間閉鎖した。工事には二百万ユーロかかる。", "ja"},
		{"Korean", "시는 석 달 동안 다리를 폐쇄했다. 공사에는 이백만 유로가 든다.", "ko"},
		{"Chinese with a Latin name", "市长 Marco Rossi 周一宣布，大桥将关闭三个月，工程将耗资两百万欧元。", "zh"},
		{"mostly Italian", "Il Comune ha chiuso il ponte per tre mesi e i lavori costeranno due milioni di euro. “We are very sorry”, ha detto il sindaco.", "it"},
		{"nothing", "", "und"},
		{"figures", "12 345 6,7 %", "und"},
		{"a name", "Marco Rossi", "und"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := detectLanguage(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestShortTitles takes und for an answer, but never Italian or English for another language.
func TestShortTitles(t *testing.T) {
	for want, titles := range map[string][]string{
		"fr": {"Lyon : la ligne E du métro coûtera 1,4 milliard d’euros", "Genève : une toile volée rendue", "Grève à la SNCF", "Pneus : Kervolin supprime 1 250 emplois"},
		"de": {"Neuer Direktzug von München nach Mailand", "Hochwasser in Passau", "Zürcher Gericht verurteilt Banker", "Streik im Hamburger Hafen"},
		"es": {"Sevilla raciona el agua", "El metro de Bogotá costará más", "Detenidos en Vigo seis estibadores", "Huelga en el metro de Madrid"},
		"pt": {"Lisboa fecha o centro ao trânsito", "Incêndio na Madeira", "Governo anuncia ferrovia da soja", "Museu do azulejo abre em maio"},
		"nl": {"Brug bij Kampen maanden dicht", "Staking in de haven van Rotterdam"},
		"ro": {"Podul din Cluj se închide", "Grevă la metrou"},
		"ca": {"Barcelona limita els cotxes", "Vaga al metro de Barcelona"},
		"pl": {"Most zamknięty na trzy miesiące", "Strajk w warszawskim metrze"},
		"it": {"Lione, via libera alla linea E della metropolitana", "Sciopero nel porto di Amburgo"},
		"en": {"Lyon approves metro line E", "Strike at the port of Hamburg"},
	} {
		for _, title := range titles {
			got := detectLanguage(title)
			if got != want && got != undetermined && (got == "it" || got == "en" || want == "it" || want == "en") {
				t.Errorf("%s: got %q, want %q or und", title, got, want)
			}
		}
	}
}
