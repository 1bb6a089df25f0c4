package llmtest

const (
	italian = "it"
	english = "en"
)

// sentences of news, each in both languages. None has a name, a number, a date or a quotation in it, so that no check
// of facts has anything to object to but the evidence.
var sentences = []map[string]string{
	{italian: "Il consiglio ha approvato il piano dopo una lunga discussione.", english: "The council approved the plan after a long discussion."},
	{italian: "I residenti chiedono più autobus nelle ore serali.", english: "Residents are asking for more buses in the evening hours."},
	{italian: "La scuola riaprirà quando saranno finiti i lavori sul tetto.", english: "The school will reopen when the work on the roof is finished."},
	{italian: "Gli agricoltori temono per il raccolto dopo la grandine.", english: "Farmers fear for the harvest after the hailstorm."},
	{italian: "La biblioteca resterà aperta anche dopo cena.", english: "The library will stay open after dinner too."},
	{italian: "Il ponte è chiuso al traffico fino alla fine dei controlli.", english: "The bridge is closed to traffic until the checks are over."},
	{italian: "I lavoratori della fabbrica hanno respinto la proposta dell'azienda.", english: "The factory's workers rejected the company's proposal."},
	{italian: "Il museo presenta una mostra dedicata alla fotografia di montagna.", english: "The museum is showing an exhibition of mountain photography."},
	{italian: "Le piogge hanno riempito gli invasi dopo mesi di siccità.", english: "The rains have filled the reservoirs after months of drought."},
	{italian: "L'ospedale assumerà nuovi infermieri per il pronto soccorso.", english: "The hospital will hire new nurses for its emergency department."},
	{italian: "La giunta vuole ridurre il traffico nel centro storico.", english: "The administration wants to cut traffic in the old town."},
	{italian: "I pescatori protestano contro il prezzo del carburante.", english: "Fishermen are protesting against the price of fuel."},
	{italian: "Il tribunale ha rinviato la decisione sul ricorso.", english: "The court has put off its decision on the appeal."},
	{italian: "Una parte degli abitanti è tornata nelle proprie case.", english: "Some of the inhabitants have returned to their homes."},
	{italian: "Il mercato coperto avrà una nuova illuminazione.", english: "The covered market will get new lighting."},
	{italian: "I volontari hanno ripulito il sentiero lungo il fiume.", english: "Volunteers cleaned up the path along the river."},
}

var headlines = []map[string]string{
	{italian: "Approvato il nuovo piano del consiglio", english: "Council approves its new plan"},
	{italian: "I residenti chiedono più trasporti", english: "Residents ask for more transport"},
	{italian: "Lavori in corso nella scuola", english: "Work under way at the school"},
	{italian: "Campi danneggiati dalla grandine", english: "Fields damaged by hail"},
	{italian: "Nuovi orari per la biblioteca", english: "New hours for the library"},
	{italian: "Chiuso il ponte per controlli", english: "Bridge closed for checks"},
	{italian: "Respinta la proposta dell'azienda", english: "Company's proposal rejected"},
}

func sentence(i int, language string) string { return sentences[i%len(sentences)][language] }
func headline(i int, language string) string { return headlines[i%len(headlines)][language] }
