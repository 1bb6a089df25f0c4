package check

import (
	"strings"
	"sync"
)

// abroad holds what places, peoples and institutions are called in French, German, Spanish and Portuguese, in six columns: Italian,
// English, and these four. A form counts in a text of its language only: Corse is an island in French and errands in Italian.
// The first column names the concept of nations or places that a line adds to; where none has that form or a stem of it, the line is a concept of its
// own, with its first two columns. Forms are written as there; several of one language are joined by commas, - is none.
const abroad = `
italia italy italien* italienisch*,italiener* italian* italian*
francia france francais* franzosisch*,franzose* - franca
germania germany allemand*,allemagne deutsch*,deutschland* aleman* alemao=,alemaes=,alema=,alemas=
berlino berlin - berliner* - berlim
regno_unito united_kingdom britannique*,anglais*,angleterre,grande_bretagne britisch*,brite*,englisch*,englander*,england,grossbritannien* britanic*,gran_bretana,inglaterra britanic*,gra_bretanha,inglaterra
londra london londonien* londoner* londinens* londrin*
scozia scotland ecoss* schott* escoc* escoc*
galles wales gallois*,pays_de_galles walisisch*,waliser* gales pais_de_gales
irlanda ireland irlandais* irisch*,ire=,iren= - -
stati_uniti united_states americain*,etats_unis,maison_blanche amerikan*,us,usa,vereinigte_staaten,vereinigten_staaten,weisse_haus,weissen_haus estadounid*,ee_uu,eeuu,casa_blanca eua,casa_branca
canada canada canadien* kanadisch*,kanadier* canadiens* canadens*
messico mexico mexicain* mexikan* mejic* -
citta_del_messico mexico_city - mexiko_stadt ciudad_de_mexico cidade_do_mexico
brasile brazil bresil*,bresilien* brasilian* brasilen* brasileir*
argentina argentina - argentinisch*,argentinier* - -
cile chile chilien* chilenisch*,chilene* - -
colombia colombia colombien* kolumbian* - -
venezuela venezuela venezuelien* venezolan* venezolan* venezuelan*
peru peru peruvien*,perou peruan* peruan* peruan*
cuba cuba cubain* kuban*,kuba - -
ecuador ecuador equatorien* ecuadorian* ecuatorian* equatorian*
bolivia bolivia bolivien* bolivian* bolivian* bolivian*
uruguay uruguay uruguayen* uruguay* uruguay* urugua*
paraguay paraguay paraguayen* paraguay* paraguay* paragua*
haiti haiti haitien* haitian* haitian* haitian*
spagna spain - spanisch*,spanier* - espanhol*
portogallo portugal portugais* portugiesisch*,portugiese* portugues* portugues*
lisbona lisbon - lissabon* - -
paesi_bassi netherlands neerlandais*,hollandais* niederlandisch*,hollandisch*,hollander* holandes*,holanda holandes*,holanda
l_aia the_hague la_haye - la_haya haia
amsterdam amsterdam - - - amesterdao,amsterda
belgio belgium - belgisch* - -
bruxelles brussels bruxellois* brusseler* bruselas bruxelas
svizzera switzerland - schweizerisch* - suico=,suica=,suicos=,suicas=
austria austria autrichien* osterreichisch* - -
vienna vienna - wiener* viena viena
grecia greece grec=,grecs=,grece griechenland*,griechisch* - grego=,grega=,gregos=,gregas=
atene athens athenes - atenas atenas
turchia turkey turque=,turques= turkisch* turco=,turca=,turcos=,turcas= turco=,turca=,turcos=,turcas=
polonia poland polonais* polnisch* polaco=,polaca=,polacos=,polacas= polaco=,polaca=,polacos=,polacas=,polones*
varsavia warsaw - warschauer* - -
ucraina ukraine ukrainien* ukrainisch* - -
russia russia - russisch* ruso=,rusa=,rusos=,rusas= -
mosca moscow - moskauer*,kreml moscu moscovo,moscou
bielorussia belarus bielorusse* belarussisch*,weissrussisch* bielorrus* bielorruss*
cechia czechia - tschechisch* checo=,checa=,checos=,checas=,chequia checo=,checa=,checos=,checas=,tcheco=,tcheca=,tchecos=,chequia
slovacchia slovakia - slowak* eslovac*,eslovaqu* eslovac*,eslovaqu*
ungheria hungary hongrois* ungarisch* - -
romania romania - rumanisch* - -
bulgaria bulgaria - bulgarisch* - -
bucarest bucharest - bukarest* - bucareste
croazia croatia - kroatisch* - -
slovenia slovenia - slowenisch* esloven* esloven*
serbia serbia serbe=,serbes=,serbie serbisch*,serbe=,serben= serbio=,serbios=,serbias= servio=,servia,servios=,servias=
albania albania albanais* albanisch* - -
lettonia latvia - lettisch*,lettland* leton* letao=,letoes=
lituania lithuania lituanien* litauisch* - -
estonia estonia - estnisch*,estland* - -
finlandia finland finlandais* - - -
svezia sweden suedois* schwedisch* - -
stoccolma stockholm - stockholmer* estocolmo estocolmo
norvegia norway norvegien* norwegisch* norueg* norueg*,norueguese=
danimarca denmark - danisch*,dane=,danen= dinamarca dinamarqu*
islanda iceland islandais* islandisch*,islander* - -
israele israel israelien* israelisch* - -
gerusalemme jerusalem - jerusalemer* jerusalen -
palestina palestine palestinien* palastinensisch*,palastinenser* - -
libano lebanon libanais* libanesisch* - -
beirut beirut beyrouth - - beirute
siria syria - syrisch* sirio=,sirios=,sirias= sirio=,sirios=,sirias=
damasco damascus damas damaskus - -
iraq iraq irakien* irakisch* iraqui* -
baghdad baghdad bagdad bagdad bagdad bagda
iran iran iranien* iranisch* irani* irani*
teheran tehran - - - teera,teerao
arabia_saudita saudi_arabia saoud*,arabie_saoudite saudisch*,saudi* - -
emirati_arabi_uniti united_arab_emirates - vereinigten_arabischen_emiraten,emirate* - -
egitto egypt egyptien* agyptisch* egipci* egipci*
il_cairo cairo le_caire kairo* el_cairo -
libia libya libyen* libysch* libio=,libios=,libias= libio=,libios=,libias=
tunisia tunisia tunisien* tunesisch*,tunesien* tunecin*,tunez tunisin*,tunes
algeria algeria algerien* algerisch*,algerien* argelin* argelin*
algeri algiers - algier argel argel
marocco morocco marocain* marokkan* marroqu* marroc*,marroqu*
sudafrica south_africa sud_africain,sud_africaine,sud_africains,sud_africaines sudafrikan* - sul_africano,sul_africana,sul_africanos,sul_africanas
senegal senegal - senegalesisch* - -
congo congo congol* kongol*,kongo congol*,congo congol*
ruanda rwanda rwand* ruand* ruand* ruand*
mali mali malien* - - -
camerun cameroon cameroun* kamerun* camerun* camaron*
costa_d_avorio ivory_coast ivoirien* elfenbeinkuste marfilen* marfinens*
etiopia ethiopia ethiopien* athiopisch* - -
india india inde,indien* indisch*,indien=,inder= - -
pakistan pakistan - pakistanisch* - paquistan*
afghanistan afghanistan - afghanisch* - afega*
kabul kabul kaboul - - cabul
cina china chinois* chinesisch* chino=,chinos=,chinas= -
pechino beijing - pekinger* - pequim
giappone japan japonais* japanisch* - -
tokyo tokyo - tokioter* - toquio
corea_del_sud south_korea sud_coreen,sud_coreenne,sud_coreens,sud_coreennes sudkorea*,sudkoreanisch* surcorean* sul_coreano,sul_coreana,sul_coreanos,sul_coreanas
corea_del_nord north_korea nord_coreen,nord_coreenne,nord_coreens,nord_coreennes nordkorea*,nordkoreanisch* norcorean* norte_coreano,norte_coreana,norte_coreanos,norte_coreanas
vietnam vietnam vietnamien* vietnamesisch* - -
indonesia indonesia indonesien* indonesisch* - -
filippine philippines - philippinisch* - -
australia australia australien* australisch* - -
nuova_zelanda new_zealand neo_zelandais,neo_zelandaise,neo_zelandaises neuseeland* neozelandes* neozelandes*
georgia georgia georgien* georgisch*,georgien* - -
armenia armenia armenien* armenisch* - -
kazakistan kazakhstan - kasachisch* kazaj* cazaqu*
torino turin turin turin turin turim
milano milan milan mailand* milan milao
napoli naples naples neapel* napoles napoles
venezia venice venise venedig* venecia veneza
firenze florence florence florenz florencia florenca
genova genoa genes genua - -
padova padua padoue - - padua
mantova mantua mantoue - - -
siena siena sienne - - -
bologna bologna bologne - bolonia bolonha
verona verona verone - - -
palermo palermo palerme - - -
sicilia sicily sicile sizilien* - -
sardegna sardinia sardaigne sardinien* cerdena sardenha
toscana tuscany toscane toskana* - -
lombardia lombardy lombardie lombardei - -
piemonte piedmont piemont piemont piamonte -
calabria calabria calabre kalabrien* - -
puglia apulia pouilles apulien* apulia apulia
campania campania campanie kampanien* - -
alto_adige south_tyrol tyrol_du_sud,haut_adige sudtirol* tirol_del_sur tirol_do_sul
tirolo tyrol tyrol tirol* tirol tirol
monaco_di_baviera munich munich munchen*,munchner* munich munique
baviera bavaria baviere,bavarois* bayern*,bayerisch*,bayer= baviera,bavar* baviera
sassonia saxony saxe sachsen*,sachsisch* sajonia saxonia
bassa_sassonia lower_saxony basse_saxe niedersachsen* baja_sajonia baixa_saxonia
turingia thuringia thuringe thuringen* turingia turingia
brandeburgo brandenburg brandebourg brandenburg* brandeburgo brandemburgo
assia hesse hesse hessen*,hessisch* hesse hesse
renania rhineland rhenanie rheinland* renania renania
westfalia westphalia westphalie westfalen* westfalia vestfalia
svevia swabia souabe schwaben,schwabisch* suabia suabia
foresta_nera black_forest foret_noire schwarzwald* selva_negra floresta_negra
francoforte frankfurt francfort* frankfurt* francfort francoforte
colonia cologne cologne koln* colonia colonia
amburgo hamburg hambourg hamburg* hamburgo hamburgo
brema bremen breme bremen*,bremer* bremen bremen
hannover hanover hanovre hannover* hannover hanover
dresda dresden dresde dresden*,dresdner* dresde dresden
lipsia leipzig leipzig leipzig* leipzig leipzig
norimberga nuremberg nuremberg nurnberg* nuremberg nuremberga
stoccarda stuttgart stuttgart stuttgart* stuttgart estugarda
aquisgrana aachen aix_la_chapelle aachen* aquisgran -
magonza mainz mayence mainz* maguncia moguncia
treviri trier treves trier* treveris -
friburgo freiburg fribourg freiburg* friburgo friburgo
ratisbona regensburg ratisbonne regensburg* ratisbona ratisbona
augusta augsburg augsbourg augsburg* augsburgo augsburgo
parigi paris parisien* pariser* parisin* -
strasburgo strasbourg strasbourg strassburg* estrasburgo estrasburgo
marsiglia marseille marseill* - marsella marselha
lione lyon lyonnais* - - liao,lyon
nizza nice nice,nicois* nizza niza nice
bordeaux bordeaux bordelais* - burdeos bordeus
tolosa toulouse toulousain* - tolosa toulouse
alsazia alsace alsac* elsass*,elsassisch* alsacia alsacia
lorena lorraine lorrain* lothringen* lorena lorena
savoia savoy savoie savoyen saboya saboia
bretagna brittany bretagne,breton* bretagne,bretonisch* bretana bretanha
normandia normandy normandie,normand* normandie normandia normandia
provenza provence provence provence provenza provenca
corsica corsica corse,corses= korsika*,korsisch* corcega,corso= corsega
borgogna burgundy bourgogne burgund borgona borgonha
alvernia auvergne auvergne auvergne auvernia auvergne
costa_azzurra french_riviera cote_d_azur - costa_azul -
barcellona barcelona barcelone,barcelon* - barcelon* -
siviglia seville seville sevilla sevilla,sevillan* sevilha
saragozza zaragoza saragosse saragossa zaragoza saragoca
catalogna catalonia catalogne,catalan* katalonien*,katalan* cataluna,catalan* catalunha,catala*
andalusia andalusia andalousie,andalou* andalusien* andalucia,andaluz* andaluzia
paesi_baschi basque_country pays_basque baskenland*,baskisch* pais_vasco,euskadi,vasco=,vasca=,vascos=,vascas= pais_basco
galizia galicia galice galicien* galicia,galleg* galiza,galeg*
castiglia castile castille kastilien* castilla castela
estremadura extremadura estremadure - extremadura estremadura
asturie asturias asturies asturien* asturias asturias
navarra navarre navarre navarra navarra navarra
aragona aragon aragon aragonien aragon aragao
cordova cordoba cordoue cordoba cordoba cordova
granada granada grenade granada granada granada
malaga malaga malaga malaga malaga malaga
cadice cadiz cadix cadiz cadiz cadis
valencia valencia valence valencia valencia,valencian* valencia
maiorca mallorca majorque mallorca mallorca maiorca
porto porto porto porto oporto,porto porto
madeira madeira madere madeira madeira madeira,madeirens*
anversa antwerp anvers antwerpen* amberes antuerpia
liegi liege liege luttich* lieja liege
gand ghent gand gent gante gante
bruges bruges bruges brugge brujas bruges
fiandre flanders flandre,flandres,flamand* flandern,flamisch* flandes,flamenc* flandres,flamengo=
vallonia wallonia wallonie,wallon* wallonien,wallonisch* valonia valonia
ginevra geneva geneve,genevois* genf*,genfer* ginebra,ginebrin* genebra
lago_di_ginevra lake_geneva leman genfersee lago_leman lago_leman
zurigo zurich zurich,zurichois* zurich*,zurcher* zurich zurique
losanna lausanne lausanne lausanne lausana lausana
basilea basel bale,balois* basel*,basler* basilea basileia
berna berne bernois* berner* - -
lucerna lucerne lucerne luzern* lucerna lucerna
san_gallo st_gallen saint_gall st_gallen,sankt_gallen san_galo sao_galo
ticino ticino tessin* tessin* tesino ticino
grigioni graubunden grisons graubunden grisones grisoes
vallese valais valais,valaisan* wallis,walliser* valais valais
lago_di_costanza lake_constance lac_de_constance bodensee* lago_de_constanza -
salisburgo salzburg salzbourg salzburg* salzburgo salzburgo
innsbruck innsbruck innsbruck innsbruck* innsbruck innsbruck
stiria styria styrie steiermark,steirisch* estiria estiria
carinzia carinthia carinthie karnten*,karntner* carintia carintia
alta_austria upper_austria haute_autriche oberosterreich* alta_austria alta_austria
bassa_austria lower_austria basse_autriche niederosterreich* baja_austria baixa_austria
brennero brenner brenner brenner* brennero brennero
cracovia krakow cracovie krakau* cracovia cracovia
danzica gdansk dantzig danzig* gdansk gdansk
leopoli lviv - lemberg leopolis -
san_pietroburgo st_petersburg saint_petersbourg petersburg san_petersburgo sao_petersburgo
salonicco thessaloniki salonique,thessalonique thessaloniki,saloniki salonica,tesalonica salonica
istanbul istanbul istanbul istanbul* estambul istambul
balcani balkans balkans balkan* balcanes balcas
shanghai shanghai shanghai schanghai shanghai xangai
nuova_york new_york new_york,new_yorkais new_york,new_yorker nueva_york nova_york,nova_iorque
filadelfia philadelphia philadelphie philadelphia filadelfia filadelfia
california california californi* kalifornien*,kalifornisch* californi* californi*
amazzonia amazon amazonie amazonas* amazonia,amazonas amazonia,amazonas
ande andes andes anden andes andes
citta_del_capo cape_town le_cap kapstadt* ciudad_del_cabo cidade_do_cabo
alessandria alexandria alexandrie alexandria alejandria alexandria
aleppo aleppo alep aleppo alepo alepo
mediterraneo mediterranean mediterrane* mittelmeer* mediterrane* mediterrane*
adriatico adriatic adriatique adria adriatico adriatico
baltico baltic baltique*,balte= ostsee*,baltisch* baltico baltico
atlantico atlantic atlantique* atlanti* atlantic* atlantic*
artico arctic arctique* arktis,arktisch* artic* artic*
mar_nero black_sea mer_noire schwarze_meer,schwarzen_meer mar_negro mar_negro
mar_rosso red_sea mer_rouge rote_meer,roten_meer mar_rojo mar_vermelho
mare_del_nord north_sea mer_du_nord nordsee* mar_del_norte mar_do_norte
manica english_channel la_manche,manche armelkanal* canal_de_la_mancha canal_da_mancha
danubio danube danube donau danubio danubio
reno rhine rhin rhein*,rheinisch* rin reno
rodano rhone rhone rhone rodano rodano
senna seine seine seine sena sena
loira loire loire loire loira loire
elba elbe elbe elbe elba elba
tamigi thames tamise themse tamesis tamisa
tevere tiber tibre tiber tiber tibre
nilo nile nil nil nilo nilo
alpi alps alpes,alpin* alpen*,alpin* alpes,alpin* alpes
pirenei pyrenees pyrenees pyrenaen pirineos pireneus
gibilterra gibraltar gibraltar gibraltar gibraltar gibraltar
azzorre azores acores azoren azores acores,acorian*
canarie canaries canaries kanaren,kanarisch* canarias,canari* canarias
baleari balearic baleares balearen baleares baleares
caraibi caribbean caraibe* karibik*,karibisch* caribe,caribeno= caribe,caraib*
groenlandia greenland groenland* gronland* groenlandia,groenlandes* gronelandia,groenlandia
europa europe europe*,europeen* europa*,europaisch*,europaer* europe* europe*
africa africa afrique,africain* afrika*,afrikan* african* african*
asia asia asie,asiatique* asien*,asiatisch* asiatic* asiatic*
america_latina latin_america amerique_latine,amerique_du_sud lateinamerika*,sudamerika* latinoamerica*,america_del_sur,sudameric* america_do_sul,sul_americano,sul_americanos
medio_oriente middle_east moyen_orient,proche_orient nahost*,naher_osten,nahen_osten oriente_medio,oriente_proximo medio_oriente,oriente_medio
onu un onu,nations_unies uno,un,vereinten_nationen,vereinte_nationen onu,naciones_unidas onu,nacoes_unidas
nato nato otan nato otan otan
oms who oms,organisation_mondiale_de_la_sante who,weltgesundheitsorganisation* oms,organizacion_mundial_de_la_salud oms,organizacao_mundial_da_saude
fmi imf fmi,fonds_monetaire_international iwf,wahrungsfonds* fmi,fondo_monetario_internacional fmi,fundo_monetario_internacional
bce ecb bce,banque_centrale_europeenne ezb,zentralbank* bce,banco_central_europeo bce,banco_central_europeu
cpi icc cpi,cour_penale_internationale istgh,strafgerichtshof* cpi,corte_penal_internacional tpi,tribunal_penal_internacional
omc wto omc wto,welthandelsorganisation omc omc
ocse oecd ocde oecd ocde ocde
banca_mondiale world_bank banque_mondiale weltbank* banco_mundial banco_mundial
croce_rossa red_cross croix_rouge rote_kreuz,roten_kreuz,rotes_kreuz cruz_roja cruz_vermelha
consiglio_di_sicurezza security_council conseil_de_securite sicherheitsrat* consejo_de_seguridad conselho_de_seguranca
commissione_europea european_commission commission_europeenne eu_kommission,europaische_kommission,europaischen_kommission comision_europea comissao_europeia
parlamento_europeo european_parliament parlement_europeen,eurodepute* europaparlament*,eu_parlament,europaische_parlament,europaischen_parlament parlamento_europeo,eurocamara parlamento_europeu
consiglio_europeo european_council conseil_europeen eu_gipfel,europaische_rat,europaischen_rat consejo_europeo conselho_europeu
corte_di_giustizia court_of_justice cour_de_justice eugh,gerichtshof* tribunal_de_justicia tribunal_de_justica
corte_costituzionale constitutional_court conseil_constitutionnel,cour_constitutionnelle bundesverfassungsgericht*,verfassungsgericht* tribunal_constitucional,corte_constitucional tribunal_constitucional
corte_suprema supreme_court cour_supreme oberste_gericht,oberster_gerichtshof tribunal_supremo,corte_suprema supremo_tribunal,supremo_tribunal_federal,supremo_tribunal_de_justica
cassazione court_of_cassation cour_de_cassation bundesgerichtshof* - -
consiglio_federale federal_council conseil_federal bundesrat* consejo_federal conselho_federal
tribunale_federale federal_court tribunal_federal bundesgericht* tribunal_federal tribunal_federal
camera chamber_of_deputies assemblee_nationale,chambre_des_deputes abgeordnetenhaus* congreso_de_los_diputados camara_dos_deputados
senato senate senat* senat* senado senado
polizia_nazionale national_police police_nationale - policia_nacional policia_nacional
guardia_civile civil_guard garde_civile - guardia_civil guarda_civil
protezione_civile civil_protection protection_civile katastrophenschutz* proteccion_civil protecao_civil
vigili_del_fuoco fire_brigade pompiers feuerwehr* bomberos bombeiros
guardia_costiera coast_guard garde_cotes,gardes_cotes kustenwache* guardia_costera,salvamento_maritimo guarda_costeira
vaticano vatican vatican* vatikan* vatican*,santa_sede santa_se
san_paolo sao_paulo sao_paulo sao_paulo sao_paulo sao_paulo
pil gdp pib bip pib pib
iva vat tva mehrwertsteuer* iva iva
ia ai ia,intelligence_artificielle ki,kunstliche_intelligenz,kunstlicher_intelligenz ia,inteligencia_artificial ia,inteligencia_artificial
papa pope pape papst* papa papa
seconda_guerra_mondiale second_world_war seconde_guerre_mondiale zweiter_weltkrieg,zweiten_weltkrieg segunda_guerra_mundial segunda_guerra_mundial
prima_guerra_mondiale first_world_war premiere_guerre_mondiale erster_weltkrieg,ersten_weltkrieg primera_guerra_mundial primeira_guerra_mundial
edimburgo edinburgh edimbourg edinburgh edimburgo edimburgo
goteborg gothenburg goteborg,gothembourg goteborg goteborg,gotemburgo gotemburgo
breslavia wroclaw wroclaw breslau,wroclaw breslavia breslavia
poznan poznan poznan posen,poznan poznan poznan
stettino szczecin szczecin stettin szczecin szczecin
kaliningrad kaliningrad kaliningrad kaliningrad,konigsberg kaliningrado kaliningrado
brno brno brno brunn,brno brno brno
zara zadar zadar zadar zadar zadar
pola pula pula pula pula pula
kharkiv kharkiv kharkiv,kharkov charkiw,charkow jarkov,jarkiv kharkiv,carcovia
odessa odesa odessa odessa,odesa odesa,odessa odessa
crimea crimea crimee krim,halbinsel_krim crimea crimeia
donbass donbas donbass donbass,donbas donbas donbas
siberia siberia siberie sibirien*,sibirisch* siberia siberia
cecenia chechnya tchetchen* tschetschen* chechen* chechen*
caucaso caucasus caucase* kaukasus caucaso caucaso
curdistan kurdistan kurd* kurd* kurd*,curd* curd*
cisgiordania west_bank cisjordanie westjordanland* cisjordania cisjordania
gaza gaza gaza gazastreifen* gaza,gazati* gaza
la_mecca mecca la_mecque mekka la_meca meca
bassora basra bassora basra basora bassora
marrakech marrakesh marrakech marrakesch marrakech marraquexe
tangeri tangier tanger tanger tanger tanger
johannesburg johannesburg johannesburg johannesburg johannesburgo joanesburgo
new_orleans new_orleans la_nouvelle_orleans new_orleans nueva_orleans nova_orleans
hawaii hawaii hawai hawaii hawai havai
florida florida floride florida florida florida
carolina_del_nord north_carolina caroline_du_nord nordkarolina carolina_del_norte carolina_do_norte
carolina_del_sud south_carolina caroline_du_sud sudkarolina carolina_del_sur carolina_do_sul
pennsylvania pennsylvania pennsylvanie pennsylvania pensilvania pensilvania
virginia virginia virginie virginia virginia virginia
louisiana louisiana louisiane louisiana luisiana luisiana
quebec quebec quebecois* quebec quebec quebeque
l_avana havana la_havane havanna la_habana havana
seul seoul seoul seoul seul seul
macao macau macao macau macao macau
taipei taipei taipei taipeh taipei taipe
bombay mumbai bombay,mumbai mumbai,bombay bombay,mumbai bombaim
calcutta kolkata calcutta kalkutta calcuta calcuta
nuova_delhi new_delhi new_delhi,nouvelle_delhi neu_delhi nueva_delhi nova_deli
kashmir kashmir cachemire kaschmir cachemira caxemira
bangkok bangkok bangkok bangkok bangkok banguecoque
giacarta jakarta jakarta jakarta yakarta jacarta
polo_nord north_pole pole_nord nordpol* polo_norte polo_norte
polo_sud south_pole pole_sud sudpol* polo_sur polo_sul
oceano_indiano indian_ocean ocean_indien indischen_ozean,indische_ozean oceano_indico oceano_indico
pacifico pacific pacifique* pazifik*,pazifisch* pacific* pacific*
egeo aegean egee agais egeo egeu
golfo_persico persian_gulf golfe_persique persischen_golf,persische_golf golfo_persico golfo_persico
bosforo bosphorus bosphore bosporus bosforo bosforo
dolomiti dolomites dolomites dolomiten dolomitas dolomitas
carpazi carpathians carpates karpaten carpatos carpatos
vesuvio vesuvius vesuve vesuv vesubio vesuvio
etna etna etna atna etna etna
monte_bianco mont_blanc mont_blanc mont_blanc,montblanc mont_blanc monte_branco
cervino matterhorn cervin matterhorn* cervino matterhorn
lago_di_garda lake_garda lac_de_garde gardasee* lago_de_garda lago_de_garda
lago_di_como lake_como lac_de_come comer_see lago_de_como lago_de_como
lago_maggiore lake_maggiore lac_majeur langensee,lago_maggiore lago_mayor lago_maior
trento trento trente trient* trento trento
bolzano bolzano bolzano bozen*,bozner* bolzano bolzano
merano merano merano meran* merano merano
aosta aosta aoste aosta aosta aosta
ancona ancona ancone ancona ancona ancona
ravenna ravenna ravenne ravenna ravena ravena
ferrara ferrara ferrare ferrara ferrara ferrara
modena modena modene modena modena modena
parma parma parme parma parma parma
piacenza piacenza plaisance piacenza piacenza placencia
cremona cremona cremone cremona cremona cremona
pavia pavia pavie pavia pavia pavia
bergamo bergamo bergame bergamo bergamo bergamo
vicenza vicenza vicence vicenza vicenza vicenza
treviso treviso trevise treviso treviso treviso
pisa pisa pise pisa pisa pisa
lucca lucca lucques lucca lucca luca
perugia perugia perouse perugia perugia perugia
assisi assisi assise assisi asis assis
salerno salerno salerne salerno salerno salerno
taranto taranto tarente tarent tarento tarento
messina messina messine messina mesina messina
siracusa syracuse syracuse syrakus siracusa siracusa
agrigento agrigento agrigente agrigent agrigento agrigento
lovanio leuven louvain lowen lovaina lovaina
malines mechelen malines mecheln malinas malinas
la_coruna a_coruna la_corogne a_coruna la_coruna,a_coruna corunha
san_sebastian san_sebastian saint_sebastien san_sebastian san_sebastian,donostia san_sebastian
pamplona pamplona pampelune pamplona pamplona pamplona
coimbra coimbra coimbra coimbra coimbra coimbra
versailles versailles versaill* versailles versalles versalhes
bourges bourges bourges bourges bourges bourges
grenoble grenoble grenoblois* grenoble grenoble grenoble
perpignano perpignan perpignan perpignan perpinan perpinhao
digione dijon dijon dijon dijon dijon
avignone avignon avignon avignon avinon avinhao
reims rheims reims reims reims reims
rouen rouen rouen rouen ruan ruao
mulhouse mulhouse mulhouse mulhausen mulhouse mulhouse
oslo oslo oslo osloer* oslo oslo
cardiff cardiff cardiff cardiff cardiff cardiff
cornovaglia cornwall cornouailles cornwall cornualles cornualha
dunkerque dunkirk dunkerque dunkirchen dunkerque dunquerque
coppa_del_mondo world_cup coupe_du_monde,mondial weltmeisterschaft*,wm copa_del_mundo,mundial copa_do_mundo,mundial
`

// abroadLanguages are those of the columns of abroad after the first two.
var abroadLanguages = []string{"fr", "de", "es", "pt"}

// addAbroad adds what abroad has, to a gazetteer that has all else: the concepts that are its own at once, the forms of a language when
// they are first asked for. id is the last concept's.
func (g gazetteer) addAbroad(id int) {
	concepts := make([]int, 0, strings.Count(abroad, "\n"))
	for line := range strings.Lines(strings.TrimSpace(abroad)) {
		italian, rest, _ := strings.Cut(line, " ")
		known := g.forms[italian]
		if known == nil {
			known = g.stem(italian, longestEnding)
		}
		if known == nil {
			id++
			known = []int{id}
			english, _, _ := strings.Cut(rest, " ")
			g.add(id, []string{italian, english})
		}
		concepts = append(concepts, known[0])
	}
	for i, lang := range abroadLanguages {
		g.abroad[lang] = sync.OnceValue(func() gazetteer { return formsAbroad(concepts, 2+i) })
	}
}

// formsAbroad are the forms of one column of abroad; concepts are those of its lines.
func formsAbroad(concepts []int, column int) gazetteer {
	g, i := newGazetteer(), 0
	for line := range strings.Lines(strings.TrimSpace(abroad)) {
		if forms := strings.Fields(line)[column]; forms != "-" {
			g.add(concepts[i], strings.Split(forms, ","))
		}
		i++
	}
	return g
}

// in returns the forms that count in texts of a language alone.
func (g gazetteer) in(lang string) gazetteer {
	if forms, ok := g.abroad[lang]; ok {
		return forms()
	}
	return gazetteer{}
}
