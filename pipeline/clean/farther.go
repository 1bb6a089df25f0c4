package clean

// fartherWords are function words of languages that trigrams confuse in short texts. They only help to tell languages, so that words of
// content that look like them count as before.
var fartherWords = map[string]table{
	"sv": wordTable(`och att det som en ett är på i för av med den till inte om har de var han hon vi men från så kan ska blir efter vid under mellan över också
		sedan när där eller man sin sina enligt kommer tre två`),
	"da": wordTable(`og at det som en et er på i for af med den til ikke om har de var han hun vi men fra så kan skal bliver efter ved under mellem over også
		siden når der eller man sin sine ifølge kommer blev tre to`),
	"nb": wordTable(`og at det som en et er på i for av med den til ikke om har de var han hun vi men fra så kan skal blir etter ved under mellom over også
		siden når der eller man sin sine ifølge kommer ble tre to`),
	"fi": wordTable(`ja on ei se että oli joka mutta kun myös sen hän ovat niin kuin tai vain ole olla sitä mukaan jo vielä kolme kaksi jossa`),
	"cs": wordTable(`a v ve se na je že s z do o to i za po pro ale jako byl byla bylo jsou který která které od ze k ke už jen podle budou bude tři dva není
		by si tak při než`),
	"sk": wordTable(`a v vo sa na je že s z do o to i za po pre ale ako bol bola bolo sú ktorý ktorá ktoré od zo k ku už len podľa budú bude tri dva nie
		by si tak pri než`),
	"hu": wordTable(`a az és hogy nem is egy de meg van volt lesz csak már még el ki ha vagy mint akkor szerint ezt azt két három pedig után közötti`),
	"tr": wordTable(`ve bir bu da de için ile olarak çok daha en ne var gibi olan sonra kadar göre ama iki üç değil`),
	"hr": wordTable(`i u na je se da za od s su o što kao a iz do ne po koji koja koje bi će nije ili ali već samo prema tri dva biti`),
	"sl": wordTable(`in v na je se da za od s so o kot iz do ne po ki bi bo ni ali pa tudi že samo pri tri dve biti`),
	"ru": wordTable(`и в не на что с по для от из к как это его был была было были который которые через о при за до уже или но также после между`),
	"uk": wordTable(`і та в у не на що з по для від із до як це його був була було були який які через про при за вже або але також після між`),
	"bg": wordTable(`и в не на че с по за от из към как това е да се са ще който които през при до вече или но също след между`),
}

// fartherLanguages are those of fartherWords in the order in which they are tried.
var fartherLanguages = []string{"sv", "da", "nb", "fi", "cs", "sk", "hu", "tr", "hr", "sl", "ru", "uk", "bg"}
