package clean

// Words of newsletters about themselves, in the languages of the interface words, compared as keys: small letters, spaces
// for all that is no letter.
var (
	viewWords = []string{
		"view in browser", "view in your browser", "view this email in", "view it in your browser", "view online", "view email online", "view this newsletter",
		"read online", "read in browser", "read in app", "open in browser", "open in your browser", "web version", "having trouble viewing", "having trouble reading",
		"can t see this", "not displaying correctly", "email not display", "view as a web",
		"nel browser", "nel tuo browser", "versione web", "versione online", "leggi online", "leggila online", "se non visualizzi", "se non riesci a vedere",
		"se non riesci a leggere", "problemi di visualizzazione", "non leggi correttamente", "visualizza online", "sul web la newsletter",
		"dans le navigateur", "dans votre navigateur", "version en ligne", "version web", "si vous ne visualisez", "si ce message ne s affiche", "si cet e mail ne s affiche", "lire en ligne",
		"im browser", "online version", "webversion", "onlineversion", "web ansicht", "onlineansicht", "nicht richtig angezeigt", "nicht korrekt angezeigt", "online lesen",
		"en el navegador", "en tu navegador", "en su navegador", "versión web", "versión online", "si no puedes ver", "si no visualizas", "si no ves correctamente", "leer en línea",
		"no navegador", "no seu navegador", "no browser", "versão web", "versão online", "versão on line", "se não consegue visualizar", "se não conseguir visualizar", "ler online",
	}
	// About the letter that one reads, wherever they stand; and about letters and subscriptions, in short lines only, as
	// articles are about these, too.
	footerWords = []string{
		"you are receiving this", "you re receiving this", "you received this", "this email was sent to", "this message was sent to", "sent to you because", "our mailing address",
		"why did i get this", "was this email forwarded", "forwarded this email", "were forwarded this",
		"reader supported publication", "free subscriber to", "like comment restack",
		"ricevi questa e mail", "ricevi questa email", "ricevi questa newsletter", "ricevi questo messaggio", "hai ricevuto questa e", "stai ricevendo questa",
		"stai ricevendo questo",
		"mail è stata inviata a", "email è stata inviata a", "messaggio è stato inviato a", "ti hanno inoltrato questa", "ti ha inoltrato questa",
		"vous recevez cet", "vous recevez ce ", "vous avez reçu cet", "mail a été envoyé à",
		"sie erhalten diese", "du erhältst diese", "du bekommst diese", "mail wurde an",
		"sie bekommen diese",
		"recibes este", "recibe este correo",
		"has recibido este", "ha recibido este", "correo fue enviado", "electrónico se ha enviado", "electrónico fue enviado",
		"recebeu este", "está a receber este", "está recebendo este",
		"mail foi enviado", "mensagem foi enviada para",
	}
	footerCalls = []string{
		"unsubscribe", "manage your preferences", "manage preferences", "update your preferences", "update preferences", "email preferences", "subscription preferences",
		"to your address book", "forward to a friend", "stop receiving",
		"upgrade your subscription",
		"disiscriv", "annulla iscrizione", "annulla l iscrizione", "annullare l iscrizione", "cancella iscrizione", "cancella l iscrizione", "cancellare l iscrizione",
		"cancellarti da",
		"le tue preferenze", "gestisci le preferenze", "gestisci preferenze", "non vuoi più ricevere", "per non ricevere più", "non desideri più ricevere",
		"inoltra a un amico", "inoltrala a un amico",
		"désabonn", "désinscri", "gérer vos préférences", "gérer mes préférences", "ne plus recevoir",
		"newsletter abbestellen", "hier abmelden", "abmelden", "vom newsletter ab", "austragen",
		"einstellungen verwalten", "newsletter weiterempfehlen",
		"darse de baja", "darte de baja", "darme de baja", "cancelar suscripción", "cancelar la suscripción", "cancelar tu suscripción",
		"gestionar preferencias", "gestiona tus preferencias",
		"cancelar inscrição", "cancelar a inscrição", "cancelar subscrição", "cancelar a subscrição", "cancelar a assinatura", "descadastr",
		"gerir preferências", "gerenciar preferências",
	}
	footerLines = prefixLines(`
		all rights reserved; copyright; tutti i diritti riservati; p iva; partita iva; privacy policy; informativa privacy; informativa sulla privacy;
		our address; segnalala ai tuoi amici; iscriviti qui; se ti è piaciuta; ti è piaciuta questa; seguici su; follow us; suivez nous; folgen sie uns; folge uns; síguenos; siga nos;
		mentions légales; impressum; datenschutz; aviso legal; política de privacidad; política de privacidade; add us to; aggiungi il nostro indirizzo; aggiungici alla rubrica;
		inviato da iphone; inviato da ipad; inviato dal mio; sent from my; envoyé de mon; von meinem iphone gesendet; enviado desde mi; enviado do meu; get outlook for; scarica outlook`)
	// How the letters of companies say whom they are for, at the beginning of the paragraph.
	disclaimers = prefixLines(`
		questo messaggio e i suoi allegati; questo messaggio e gli; questa e mail e i suoi allegati; questa mail e i suoi allegati; il presente messaggio e gli; il presente messaggio e i suoi; la presente comunicazione e i suoi; le informazioni contenute in questo messaggio; le informazioni contenute nella presente; le informazioni contenute in questa comunicazione; il contenuto di questo messaggio; il contenuto della presente e mail
		this e mail and any; this email and any; this message and any; this e mail is intended; this email is intended; this message is intended; this e mail message is intended; the information contained in this; the information in this e mail; the information in this email; the information transmitted; the contents of this e mail; the contents of this email; this communication is confidential; this e mail may contain; this email may contain; this message may contain; please consider the environment
		ce message et toutes; ce message et ses; ce message est confidentiel; ce courriel et; les informations contenues dans ce message; diese e mail enthält vertrauliche; diese e mail kann vertrauliche; diese nachricht ist vertraulich; este mensaje y sus; este mensaje y los; este mensaje puede contener; este correo electrónico y; la información contenida en este; esta mensagem e; esta mensagem pode conter; a informação contida nesta`)
	sponsorLines = lineTable(`
		sponsored; sponsor; our sponsor; advertisement; ad; promoted; paid content; paid post; sponsored content; sponsored message; a message from our sponsor; a word from our sponsor; a word from our sponsors; partner content
		sponsorizzato; contenuto sponsorizzato; messaggio promozionale; messaggio pubblicitario; informazione pubblicitaria; contenuto promozionale; contenuto pubblicitario; pubblicità; annuncio sponsorizzato; inserzione; pubbliredazionale; il nostro sponsor; lo sponsor
		publicité; sponsorisé; contenu sponsorisé; contenu partenaire; message de notre partenaire; le mot de notre partenaire; anzeige; werbung; gesponsert; gesponserter inhalt; bezahlter inhalt; anzeige des partners
		publicidad; patrocinado; contenido patrocinado; mensaje de nuestro patrocinador; publicidade; conteúdo patrocinado; mensagem do nosso patrocinador`)
	sponsorPrefixes = prefixLines(`
		sponsored by; presented by; together with; in partnership with; a message from; brought to you by; paid for by; sponsorizzato da; offerto da; in collaborazione con; in partnership con; un messaggio da; con il sostegno di
		sponsorisé par; en partenariat avec; un message de; présenté par; offert par; gesponsert von; präsentiert von; in zusammenarbeit mit; eine anzeige von
		patrocinado por; en colaboración con; ofrecido por; presentado por; em parceria com; oferecido por; apresentado por; con el patrocinio de`)
	streetWords = wordTable(`via viale piazza piazzale corso largo vicolo street st avenue ave road rd suite floor lane boulevard blvd drive square rue place quai
		straße strasse str platz allee weg calle avenida plaza paseo rua praça travessa box`)
	viewCalls = []string{
		"view", "click", "open", "read", "trouble", "can t see", "not display", "visualizz", "leggi", "clicca", "apri", "se non", "problemi", "voir", "lire", "cliquez", "visualis", "affiche",
		"ansehen", "öffnen", "anzeigen", "klicken", "angezeigt", "lesen", "ver ", "haz clic", "haga clic", "pulsa", "abre", "ábre", "leer", "clique", "ler ", "se não", "visualizar",
	}
	buttonWords = wordTable(`leggi continua scopri guarda ascolta iscriviti abbonati approfondisci vai read more continue discover watch listen subscribe learn
		lire découvrir suite weiterlesen mehr lesen ansehen leer seguir ver más ler mais saiba`)
)
