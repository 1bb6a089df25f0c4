package check

// nations hold, by ISO country, what CLDR's names leave out: adjectives and people in the languages known here, other
// names, and the capital, which the press puts for the country. A form that ends in * is the beginning of a word of
// at most four letters more, one that ends in = is written in lower case too; _ joins several words. All is folded.
const nations = `
IT ital* tricolor* roma rome rom romano= romana= romani= romane= roman quirinale chigi palazzo_chigi montecitorio
FR francia france francais* frances* french* franzos* paris parigi parig* parisi* eliseo elysee
DE germania germany german* tedesc* allem* aleman* deutsch* berlino berlin berlines* bundestag
GB regno_unito united_kingdom royaume-uni gran_bretagna great_britain britain grande-bretagne grossbritannien uk britannic* british* briton* inghilterra england ingles* english* londra london londres londines* londoner* westminster downing_street britann*
GB-SCT scozia scotland scozzes* scottish scots scotsman ecosse schottland edimburgo edinburgh
GB-WLS galles wales galles* welsh
IE irland* ireland irish irlandes* dublino dublin
US stati_uniti united_states united_states_of_america stati_uniti_d_america etats-unis estados_unidos vereinigte_staaten usa us u_s americ* statunitens* etatsuni* amerik* washington white_house casa_bianca pentagon pentagono
CA canad* kanad* ottawa
MX messic* mexic* mexik* citta_del_messico mexico_city
BR brasil* brazil*
AR argentin* buenos_aires
CL cilen* cile chile* santiago
CO colombi* kolumbi* bogota
VE venezuel* caracas
PE peru peruvian* lima
CU cuba cuban* l_avana havana avana
ES spagn* spain spanish spaniard* espagn* espan* spani* madrid madrilen*
PT portog* portug* lisbon* lisboa lisbonne
NL paesi_bassi netherlands oland* dutch* holland* pays-bas neerlandes* niederland* amsterdam l_aia the_hague den_haag
BE belg* bruxelles brussels brussel brussel*
LU lussemburg* luxemb*
CH svizzer* switzerland swiss suiss* schweiz* suiz* berna bern berne
AT austri* autrich* osterreich* vienna viennes* wien vienne
GR grecia grecian* greco= greca= greci= greche= grecque* griech* greek* greece griech* grieg* atene athens athen athenes ellen* ateniens*
TR turco= turca= turchi= turche= turk* turc turcs turqui* tuerk* ankara
PL polon* polacc* poland polish pole poles polen pologn* polni* varsavi* warsaw warschau varsovi*
UA ucrain* ukrain* ucrani* kyiv kiev kiew
RU russ* rusi* mosca moscow moskau moscou moscovit* kremlin* cremlin*
BY bielorus* belarus* weissruss* minsk
CZ ceco= ceca= cechi= ceche= cechia repubblica_ceca czech* tchequ* tschech* praga prague prag
SK slovacc* slovak* slovaqu* bratislava
HU ungher* hungar* hongr* ungar* magiar* budapest
RO romen* rumen* romania romania romanian* roumain* ruman* bucarest* bucharest
BG bulgar* sofia
HR croa* kroat* zagabria zagreb
SI sloven* slowen* lubiana ljubljana laibach
RS serbia serbo= serba= serbi= serbe= serbian* belgrad*
BA bosni* bosnia-erzegovina bosnia_erzegovina sarajevo
ME montenegr* podgorica
MK macedon* macedonia_del_nord north_macedonia skopje
AL alban* tirana
XK kosov* pristina
MD moldav* moldov* chisinau
EE eston* tallin*
LV letton* latvia* lettonia riga
LT lituan* lithuan* litau* vilnius
FI finland* finlandes* finn* finnish helsinki
SE svezia svedes* sweden swedish swede swedes sued* schwed* suec* stoccolma stockholm
NO norveg* norweg* norway noruega* oslo
DK danimarc* danes* denmark danish dane danemark danois* dinamar* copenaghen copenhagen kopenhagen copenhague
IS islanda islandes* iceland* reykjavik
MT malta maltes* maltais* valletta
CY cipr* cypr* chipr* nicosia
IL israel* gerusalemme jerusalem tel_aviv
PS palestin* palastin* gaza cisgiordania west_bank ramallah
LB liban* leban* beirut
SY siria sirian* syri* damasc* damasco damascus
JO giordan* jordan* amman
IQ irachen* iraq* irak* baghdad
IR iran iranian* persian* teheran tehran
SA saud* arabia_saudita saudi_arabia riad riyad riyadh
AE emirat* emirati_arabi_uniti united_arab_emirates eau uae abu_dhabi
QA qatar* doha
KW kuwait*
YE yemen* houthi huthi
EG egiz* egypt* egipt* agypt* cairo il_cairo
LY libia libic* libya* lybia* libyan* tripoli
TN tunisi* tunes*
DZ algerin* algeria algerian* algeri* algier* argeli*
MA marocc* morocc* marokk* maroc* marrue* rabat
SD sudan* khartum khartoum
ET etiop* ethiop* athiop* addis_abeba addis_ababa
SO somal* mogadiscio mogadishu
KE kenia keniot* kenya* nairobi
NG nigerian* nigeria abuja
ZA sudafric* sud_africa south_africa* sudafrik* pretoria
SN senegal* dakar
IN india indian* nuova_delhi new_delhi delhi
PK pakistan* islamabad
BD bangladesh* bengal* dacca dhaka
AF afgan* afghan* kabul
LK sri_lanka* cingales* colombo
NP nepal* kathmandu katmandu
CN cina cines* china chines* chinois* chine pechino beijing peking pekin
HK hong_kong
TW taiwan* taipei
JP giappon* nippon* japan* japon* tokyo tokio
KR coree* corea corean* korea* south_korea corea_del_sud sudcorean* seoul seul
KP corea_del_nord north_korea nordcorean* north_korean* pyongyang
VN vietnam* hanoi
TH thai* thailand* tailand* bangkok
ID indones* giacarta jakarta
PH filippin* philippin* filipin* manila
MY males* malaysia* malay*
SG singapor* singapur*
AU australi* canberra
NZ nuova_zelanda new_zealand neozelandes* wellington
KZ kazak* kasach* astana
GE georgia georgian* tbilisi
AM armen* erevan yerevan
AZ azerb* baku
VA vatican* santa_sede holy_see vatik*
SM san_marino sammarines*
MC monaco monegasc*
`

// places hold what has different names in the languages, or an adjective far from its name: cities, regions, seas,
// rivers, continents, institutions and their acronyms, and words of the press that are capitalised in one language only.
const places = `
torino turin torines*
milano milan milanes* mailand
napoli naples napolet* neapel neapolit*
venezia venice venezian* venetian* venedig venise
firenze florence fiorentin* florentin* florenz
genova genoa genoves* genes genua
padova padua padovan*
mantova mantua mantovan*
siena sienna senes*
siracusa syracuse siracusan*
livorno leghorn
bolzano bozen
trento trient trentin* tridentin*
gorizia gorz gorizian*
trieste triest triestin*
bologna bolognes*
palermo palermitan*
catania catanes*
bari bares*
cagliari cagliaritan*
perugia perugin*
ancona anconetan*
verona verones*
brescia brescian*
bergamo bergamasc*
parma parmigian* parmens*
modena modenes*
taranto tarantin*
lecce leccese= leccesi=
messina messines*
reggio reggin* reggian*
sicilia sicily sicilian* sizilien sicile
sardegna sardinia sardo= sarda= sardi= sarde= sardinian* sardinien sardaigne
toscana tuscany tuscan* toscan*
lombardia lombardy lombard*
piemonte piedmont* piemontes*
liguria ligurian* ligure* liguri*
apulia* pugli*
calabria calabres* calabrian*
campania campano* campana* campani*
abruzz*
molise molisan*
basilicata lucan* lucania
umbria umbro= umbra= umbri= umbre= umbrian*
marche marchigian* the_marches
veneto venet*
friuli friulan* friulian*
valle_d_aosta aosta_valley valdostan*
trentino_alto_adige south_tyrol alto_adige sudtirol altoatesin* tyrol tirolo
emilia emilian* emilia_romagna
romagna romagnol*
lazio latium lazial*
salento salentin*
monaco_di_baviera munich munchen monaco
baviera bavaria* bavares* bayern
sassonia saxony saxon*
francoforte frankfurt*
colonia cologne koln
amburgo hamburg*
dresda dresden
lipsia leipzig
norimberga nuremberg nurnberg
stoccarda stuttgart
aquisgrana aachen
magonza mainz
treviri trier
friburgo freiburg fribourg
strasburgo strasbourg* strassburg*
marsiglia marseille* marsigliese
lione lyon lyons lionese
nizza nice nizzard*
bordeaux bordoles*
tolosa toulouse
bretagna brittany breton* bretagne
normandia normandy norman* normandie
provenza provence provencal* provenzal*
corsica corsican* korsika
borgogna burgundy bourgogne
barcellona barcelona barcelon*
siviglia seville sevilla
saragozza zaragoza saragossa
catalogna catalonia catalan* cataluna
andalusia andalucia andalus*
paesi_baschi basque* basc*
anversa antwerp antwerpen anvers
liegi liege luttich
gand ghent gent
fiandre flanders fiamming* flemish
rotterdam
ginevra geneva geneve genf ginevrin*
zurigo zurich
losanna lausanne
lugano
basilea basel bale
salisburgo salzburg*
stiria styria* steiermark
carinzia carinthia* karnten
cracovia krakow cracow krakau
danzica gdansk danzig
leopoli lviv lvov lemberg
odessa odesa
san_pietroburgo st_petersburg saint_petersburg sankt_petersburg
salonicco thessaloniki thessalonica
corfu
rodi rhodes
creta crete kreta cretes*
istanbul costantinopoli
smirne izmir
spalato split
fiume rijeka
ragusa dubrovnik
istria* istrian*
dalmazia dalmatia*
balcani balkans balkan* balcanic*
alessandria alexandria
algeri algiers alger
citta_del_capo cape_town
nuova_york new_york newyorches*
los_angeles
filadelfia philadelphia
california* californian*
texas texan*
bombay mumbai
canton guangzhou
shanghai sciangai
mediterraneo mediterranean* mediterrane* mittelmeer*
adriatico adriatic* adria
tirreno tyrrhenian
ionio ionian
egeo aegean
mar_nero black_sea
baltico baltic* baltici= baltica= baltiche= ostsee
atlantico atlantic* atlantik atlantique
pacifico pacific
artico arctic* artic* arktis
antartide antarctica antarctic* antartic*
mare_del_nord north_sea
mar_rosso red_sea
golfo_persico persian_gulf
suez
hormuz ormuz
manica english_channel
gibilterra gibraltar
bosforo bosphorus bosporus
danubio danube donau
reno rhine rhein rhin
rodano rhone
senna seine
tamigi thames
tevere tiber
po padan* po_valley
nilo nile
giordano jordan_river
alpi alps alpin* alpen alpes
appennini apennines appennin* apennin*
dolomiti dolomit*
pirenei pyrenees
vesuvio vesuvius
etna
stretto_di_messina strait_of_messina
lago_di_garda lake_garda gardasee
lago_di_como lake_como
lago_maggiore lake_maggiore
azzorre azores acores
canarie canaries canary
baleari balearic*
eolie aeolian
caraibi caribbean karibik
europa europe europe* european* europaisch* europaer* europeen* eu ue ce unione_europea european_union bruxelles brussels
africa african* afrik*
asia asian* asiat*
oceania
america_latina latin_america* sudamerica* south_america*
medio_oriente middle_east* mideast proche-orient nahost mediorientale* mediorientali*
occidente west western* occidental*
oriente east eastern* oriental*
onu un nazioni_unite united_nations nations_unies uno vereinte_nationen palazzo_di_vetro
nato otan alleanza_atlantica atlantic_alliance
oms who organizzazione_mondiale_della_sanita world_health_organization world_health_organisation
fmi imf fondo_monetario_internazionale fondo_monetario international_monetary_fund
bce ecb banca_centrale_europea european_central_bank
bei eib
omc wto
ocse oecd
osce csce
aiea iaea
cpi icc corte_penale_internazionale international_criminal_court
agcm
bri bis
cedu echr
cio ioc
fed federal_reserve
pil gdp pib bip prodotto_interno_lordo gross_domestic_product
iva vat
ia ai ki intelligenza_artificiale artificial_intelligence kunstliche_intelligenz intelligence_artificielle
tar tribunale_amministrativo_regionale regional_administrative_court administrative_court
asl local_health_authority
corte_dei_conti court_of_auditors
corte_costituzionale constitutional_court consulta
cassazione court_of_cassation supreme_court
consiglio_di_stato council_of_state
guardia_di_finanza financial_police finance_police tax_police
protezione_civile civil_protection
vigili_del_fuoco fire_brigade firefighters
leone_d_oro golden_lion
leone_d_argento silver_lion
coppa_volpi volpi_cup
palma_d_oro palme_d_or golden_palm
orso_d_oro golden_bear
orso_d_argento silver_bear
globo_d_oro globi_d_oro golden_globe golden_globes
pallone_d_oro ballon_d_or golden_ball
premio_nobel nobel_prize nobel
coppa_del_mondo world_cup weltmeisterschaft
coppa_italia italian_cup
coppa_davis davis_cup
giro_d_italia giro
roland_garros french_open
australian_open open_d_australia
sei_nazioni six_nations
mostra_del_cinema_di_venezia mostra_del_cinema venice_film_festival
consiglio_europeo european_council
commissione_europea european_commission
parlamento_europeo europarlamento european_parliament
consiglio_di_sicurezza security_council
corte_di_giustizia court_of_justice
consiglio_dei_ministri council_of_ministers cabinet
consiglio_superiore_della_magistratura csm
banca_mondiale world_bank
banca_d_italia bank_of_italy bankitalia
banca_d_inghilterra bank_of_england
borsa_di_milano borsa_italiana milan_stock_exchange piazza_affari
croce_rossa red_cross
medici_senza_frontiere doctors_without_borders msf
servizio_sanitario_nazionale national_health_service nhs ssn
pronto_soccorso a_e
ministero_della_difesa ministry_of_defence mod
ministero_dell_interno viminale interior_ministry home_office
ministero_degli_esteri farnesina foreign_ministry foreign_office
camera camera_dei_deputati chamber_of_deputies lower_house
senato senate upper_house
ema european_medicines_agency agenzia_europea_per_i_medicinali agenzia_europea_del_farmaco
luna moon
marte mars
terra earth
giove jupiter
saturno saturn
venere venus
via_lattea milky_way
sole sun
unita_di_crisi crisis_unit
capitaneria_di_porto guardia_costiera coast_guard coastguard
ramadan
rinascimento renaissance
medioevo middle_ages medieval*
seconda_guerra_mondiale world_war_ii second_world_war
prima_guerra_mondiale world_war_i first_world_war
olimpiadi olympic* olimpic* olympi*
mondiali world_cup
covid coronavirus covid-19
papa pope
san saint st santa santo
cattolic* catholic* katholi*
cristian* christian* christlich*
ebreo= ebrea= ebrei= ebree= jew jews jewish ebraic* ebrais*
musulman* muslim* islam*
ortodoss* orthodox*
`

// generics are capitalised in English or Italian as part of a title or an institution's name, but name nobody by
// themselves. Folded.
const generics = `
herr frau monsieur madame mme mlle senor senora senorita senhor senhora dom dona sr sra dr dra
mr mrs ms miss dr sir lord lady madam dame sig signor signora signori dott dottor dottoressa prof professor professore professoressa avv avvocato ing ingegner onorevole
rev reverend father sister brother don suor padre monsignor cardinal cardinale bishop archbishop vescovo arcivescovo pope papa king queen prince princess re regina principe principessa duke duca count conte baron barone
president vice presidente premier prime minister ministers ministro ministra ministri minister's secretary segretario segretaria undersecretary sottosegretario mayor sindaco sindaca governor governatore governatrice
senator senators senatore senatrice deputy deputato deputata congressman congresswoman representative speaker councillor councillors councilor assessor assessore assessora commissioner commissario commissaria
judge giudice justice prosecutor prosecutors procuratore pm magistrate chief capo head director direttore direttrice chairman chairwoman chair chancellor cancelliere ambassador ambasciatore
general generale admiral ammiraglio colonel colonnello captain capitano major maggiore sergeant lieutenant tenente officer officers commander comandante coach ceo cfo cto md
ministry ministries ministero ministeri department dipartimento office ufficio offices agency agenzia authority authorities autorita council councils consiglio city town municipality comune comuni borough county province provincia region regione regional regionale regionali
state states stato stati government governo federal federale federali republic repubblica kingdom regno federation federazione confederation confederazione union unione league lega association associazione foundation fondazione
committee comitato commission commissione board group gruppo company societa corporation co inc ltd plc spa srl s.p.a firm bank banca banks fund fondo funds institute istituto institution university universita college school scuola academy accademia faculty laboratory laboratorio lab
center centre centro museum museo theatre theater teatro library biblioteca hospital ospedale clinic church chiesa cathedral cattedrale duomo basilica abbey convent convento parish court corte courts tribunal tribunale bench senate senato parliament parlamento congress congresso chamber camera house assembly assemblea cabinet
party partito movement movimento police polizia carabinieri carabiniere guard guardia guards army esercito navy marina force forces forze armed armate air aeronautica corps corpo coast costiera military militare militari defence defense difesa
foreign esteri interior interno interni internal home economy economia finance finanza finanze treasury tesoro health salute sanita education istruzione justice giustizia transport trasporti infrastructure infrastrutture environment ambiente agriculture agricoltura culture cultura cultural labour labor lavoro work industry industria industrial development sviluppo research ricerca science scienza sciences technology tecnologia innovation security sicurezza energy energia trade commercio commerce tourism turismo affairs affari policy welfare social sociale public pubblico pubblica civil civile protection protezione service services servizio servizi system sistema programme program programma project progetto plan piano act law legge treaty trattato agreement accordo convention convenzione charter code codice constitution costituzione
national nazionale nazionali international internazionale internazionali world mondo mondiale mondiali global central centrale centrali supreme suprema royal reale high alta alto great grande grand grande new nuovo nuova old vecchio upper lower big united
north nord northern south sud southern east est eastern west ovest western northeast northwest southeast southwest nordest nordovest centre-left
street via road avenue viale corso square piazza piazzale park parco garden gardens bridge ponte gate porta tower torre castle castello palace palazzo villa hotel airport aeroporto station stazione port porto harbour harbor pier molo dock quay terminal line linea
sea mare ocean oceano lake lago river fiume mount mountain mountains monte monti valley valle island islands isola isole isle strait stretto channel canale canal gulf golfo bay baia cape capo peninsula penisola coast costa beach desert deserto forest foresta
day giorno giornata week month year anno night notte summer estate winter inverno spring primavera autumn autunno fall
cup coppa championship championships campionato campionati games giochi prize premio award awards film festival exhibition mostra biennale fair fiera forum summit vertice conference conferenza open final finale
natale christmas pasqua easter ferragosto capodanno epifania epiphany noel weihnachten navidad
dio god internet web tv radio online covid
i ii iii iv v vi vii viii ix x
borsa borse paese paesi alleanza alleanze alliance alliances country countries ventisette twenty-seven camere deputati consulta procura procure questura prefettura prefetto prefect questore soprintendenza soprintendente superintendency policlinico polyclinic ateneo ordine order orders guild chamber commerce intesa confine anticorruzione antimafia digos ros nas ris antitrust garante ombudsman authority authorities catasto anagrafe motorizzazione demanio erario fisco entrate revenue dogane customs asl usl ausl ats irccs rsa pnrr imu irpef ires tari tasi pil spread btp mef mit mim mimit crisis crisi emergenza emergency covid pandemic pandemia resistenza resistance shoah holocaust olocausto liberazione liberation fascismo nazismo partigiani quirinale stock exchange market mercato borough quarter quartiere rione district distretto contea capitale capital metropolis metropolitan metropolitana underground subway tube bureau squad squadra team nazionale club società football calcio serie series premier division cup derby grand prix gran premio tappa stage giro tour vuelta olimpiadi olympics paralympics paralimpiadi mondiali europei worlds stadium stadio arena hall sala room aula magna campus rector rettore dean preside principal headmaster headmistress master maestro engineer ingegnera ingegnere doctor medico nurse surgeon lawyer attorney counsel counsellor solicitor barrister accountant ragioniere spokesman spokeswoman spokesperson portavoce
auditors administrative amministrativo amministrativa regional electoral constitutional criminal penal civil district circuit appeals appeal
euro euros dollar dollars pound pounds
staff shift space spazio spaziale joint task mission missione operation operazione programme program programma plan piano act bill law legge code codice treaty trattato pact patto agreement accordo strategic strategico command comando fleet flotta brigade brigata squadron regiment reggimento division divisione battalion battaglione
defence defense difesa energy energia environment ambiente agriculture agricoltura labour labor lavoro culture cultura tourism turismo sport family famiglia youth giovani research ricerca innovation innovazione digital industry industria trade commercio disability research
magazzino warehouse pavilion padiglione terminal arena stadio stadium molo pier hangar enterprise imprese
km kg mw gw mwh gwh kwh gb tb mb hz khz mhz ghz mph kmh db co2 dna rna tv pc gps sms led suv cv ok id pdf
`
