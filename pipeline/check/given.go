package check

// givenList are common first names in the languages known here, folded: one before another capital at the beginning of a
// sentence is a person.
const givenList = `
alessandro alberto aldo andrea angelo antonio arturo bruno carlo claudio corrado cristian dario davide diego domenico donato edoardo elio emanuele emilio enrico
enzo ettore fabio fabrizio federico ferdinando filippo flavio francesco franco gabriele gaetano giacomo gianni gianluca gianfranco gianpaolo giorgio giovanni
giulio giuseppe graziano guido ignazio ivan jacopo lorenzo luca luciano luigi marcello marco mario massimo matteo maurizio mauro michele mirko nello nicola
nicolo oreste orazio paolo pasquale patrizio piero pierluigi pietro raffaele renato renzo riccardo roberto rocco romano ruggero salvatore sandro saverio sebastiano
sergio silvano silvio simone stefano tommaso ugo umberto valerio vincenzo vittorio walter
adriana alessandra alessia alice anna annalisa antonella antonia barbara beatrice bianca camilla carla carlotta caterina cecilia chiara cinzia clara claudia
cristina daniela debora diana donatella elena eleonora elisa elisabetta emanuela emma erica federica flavia francesca gabriella gaia giada ginevra giorgia giovanna
giulia giuliana giuseppina grazia ilaria irene isabella laura letizia livia lorenza lucia luciana ludovica luisa maddalena manuela mara margherita maria marina
marta martina michela milena monica nadia nicoletta paola patrizia raffaella rita roberta rosa rossella sabrina sara serena silvia simona sofia sonia stefania
teresa tiziana valentina valeria vanessa veronica virginia vittoria viviana
james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian
george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander patrick
raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle ethan walter noah jeremy keith roger simon stuart graham ian colin neil
martin philip hugh duncan angus craig derek gordon trevor nigel
mary patricia jennifer linda elizabeth susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda melissa deborah
stephanie dorothy rebecca sharon cynthia kathleen amy angela shirley brenda pamela nicole samantha katherine christine helen debra rachel carolyn janet catherine
maria heather diane olivia julie joyce victoria kelly ruth lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha ann alice jean fiona
louise claire charlotte kate lucy jane
jean pierre michel jacques philippe alain bernard francois nicolas olivier laurent julien sebastien guillaume antoine marie camille sophie isabelle nathalie
valerie sylvie helene hans klaus jurgen wolfgang dieter manfred uwe stefan andreas matthias markus sabine petra monika ursula heike angela
carlos juan manuel javier miguel pedro pablo luis fernando jorge alejandro carmen dolores isabel pilar 
solene maelle hugues arnaud thibault loic didier emile yann erwan gwenaelle celine aurelie sandrine corinne brigitte monique chantal florence pascal thierry frederic christophe
jerome stephane bruno gilles yves olivier fabrice cedric mathieu benoit xavier damien romain quentin clement lea manon chloe lucie pauline mathilde elodie virginie
otto heinrich friedrich karl ludwig jorn jens lars sven torsten thorsten bernd gerhard gunther horst rainer ralf rolf werner helmut reinhard annegret veronika wiebke katrin
birgit silke anke heike ulrike renate christa gisela ingrid brigitta beate claudia tanja nadine franziska korbinian hinnerk beat reto urs flurina marcel
gonzalo octavio ignacio joaquin alvaro ramon rafael enrique eduardo alfonso emilio mariano santiago rodrigo andres esteban agustin remedios inmaculada consuelo mercedes
pilar rosario soledad esperanza luz amparo begona nuria montserrat ainhoa leire sabela moncho curro
joaquim antonio manuel rui tiago goncalo duarte nuno vasco henrique afonso baltazar tome nelio valdecir adalberto ronaldo everton jair dilma constanca leonor catarina ines mariana
beatriz fernanda patricia luciana iracema ana joao jose paulo vladimir sergei dmitri olga natalia`

var givenNames = set(givenList)
