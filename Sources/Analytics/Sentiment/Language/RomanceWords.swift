extension LanguageWords {
  static let french = """
    de la le et les des en un une du que est pour qui dans a par plus pas au sur ne se ce il sont la avec ou son lui nous comme
    mais ses on elle je tu vous mon ma mes ton ta tes notre votre leur leurs cette cet ces c'est j'ai j'adore j'aime qu'il
    d'un d'une l'a n'est n'ai s'est quand alors aussi tout tous toute toutes bien tres trop fait faire dit dire peut veux veut
    suis es sommes etes avons avez ont ai as etait etais sera serait avoir etre va vais vont aller voir vu sais sait merci
    bravo beau belle beaux belles magnifique super genial incroyable j'attends video videos chaine abonne musique chanson
    toujours jamais encore deja maintenant aujourd'hui demain hier jour jours annee ans vie monde temps chose choses rien
    personne quelqu'un homme femme fille garcon enfant enfants ami amis famille mere pere maman papa coeur gros bisous
    bisou salut bonjour bonsoir oui non ouais mdr ptdr trop drole mignon mignonne jolie joli meilleur meilleure bonne bon
    mauvais mal grand grande petit petite nouveau nouvelle premier premiere dernier parce depuis pendant sans sous entre
    chez apres avant contre vraiment tellement peu beaucoup assez pourquoi comment quoi ou quel quelle hate contente content
    continue force courage respect felicitations hein moi toi eux soi meme autre autres chaque cela ca donc car si y
    """
  static let spanish = """
    de la que el en y a los se del las un por con no una su para es al lo como mas o pero sus le ha me si sin sobre este ya
    entre cuando esta ser son dos tambien fue habia era muy anos hasta desde estan mi porque que solo han yo hay vez
    puede todos asi nos ni parte tiene el uno donde bien tiempo mismo ese ahora cada e vida otro despues te otros aunque esa
    eso hace otra gobierno tan durante siempre dia tanto ella tres si dijo sido gran pais segun menos mundo ano antes estado
    sino caso nada hacer estaba poco estos casa mejor peor quien estoy eres somos tengo tienes quiero quieres puedo puedes
    voy vas vamos van hola gracias amor te amo amiga amigo amigos hermano hermana hermoso hermosa lindo linda bonito bonita
    guapo guapa increible genial excelente feliz felicidades saludos bendiciones dios video videos cancion musica canal
    jaja jajaja jajajaja mucho mucha muchos muchas bueno buena buenos buenas malo mala nuevo nueva primero mujer hombre chica
    chico nino nina ninos madre padre mama papa hijo hija corazon alguien nadie algo aqui alli alla hoy manana ayer noche
    dias favor claro verdad cosa cosas gente persona personas espero encanta encanto gusta gusto necesito quiero creo se
    eres siento risa lloro esto estas estos aquella cual cuanto como por que ustedes ellos nosotros tu tus nuestro nuestra
    """
  static let portuguese = """
    de a o que e do da em um para com nao uma os no se na por mais as dos como mas ao ele das seu sua ou quando muito nos ja
    eu tambem so pelo pela ate isso ela entre depois sem mesmo aos seus quem nas me esse eles voce essa num nem suas meu minha
    numa pelos elas qual lhe deles essas esses pelas este dele tu te voces vos lhes meus minhas teu tua nosso nossa dela isto
    aquilo estou esta estamos estao estava sou somos sao era eram fui foi fomos foram tenho tem temos tinha ter ser fazer faz
    vou vai vamos vao ver vi bom boa bons boas melhor pior lindo linda lindos lindas maravilhoso maravilhosa incrivel otimo
    otima perfeito perfeita parabens obrigado obrigada saudade saudades amor amo adoro adorei amei gostei gosto quero queria
    preciso acho sei sabe deus gente pessoa pessoas mundo vida dia dias hoje amanha ontem noite agora sempre nunca aqui la
    ali onde porque porquê pra pro ta to ne vc tbm mto kkk kkkk kkkkk rsrs cara mano irmao irma amigo amiga mae pai filho filha
    homem mulher menina menino crianca musica video videos canal coisa coisas tudo toda todos todas nada alguem ninguem
    outro outra outros cada tao tanto assim ainda entao bem mal demais muita muitos muitas pouco grande novo nova primeiro
    coracao beijo beijos abraco sucesso sim oi ola tchau queria seria sera fosse sido feito dizer disse
    """
  static let italian = """
    di che e la il un a per in una mi sono ho non ma lo ha le si ti i con cosa se io come da ci no questo qui hai sei del bene
    tu della nel mio solo me te quando era gli ne fatto piu fare essere quello questa perche lei lui tutto detto anche mia
    vero so al bella bello belli belle ora dove niente abbiamo molto noi voi loro stato ancora poi voglio casa tempo uomo
    donna vita anni amore prima delle dei dal alla alle agli nella nelle sul sulla sui dalla chi quanto sempre mai gia oggi
    domani ieri giorno giorni notte grazie ciao bravo brava bravissimo bravissima bellissimo bellissima stupendo stupenda
    meraviglioso meravigliosa fantastico fantastica complimenti adoro amo piace piacciono sto stai sta stiamo stanno vado vai
    andare fai fa fanno puo posso puoi devo deve vuoi vuole credo penso sai sa cosi proprio davvero troppo tanto tanta tanti
    tante poco meglio peggio buono buona buongiorno buonasera video canzone musica canale cuore mamma papa figlio figlia
    fratello sorella amico amica amici ragazzi ragazza ragazzo bambino bambina gente persona persone mondo cose qualcuno
    nessuno ogni altro altra altri tutti tutte nuovo nuova primo prima ultimo grande piccolo senza dopo pero quindi allora
    oppure invece mentre dentro fuori sopra sotto siamo siete eravamo ero stata avere avete hanno avevo aveva un'altra c'e
    l'ho non e' dell'anno sull' po' auguri che bel ridere
    """
  static let romanian = """
    de si in la cu nu o sa ca pe din este un mai care am sunt a ai e se pentru ce dar cel cea cei cele au fi va fost iar ne
    te imi iti isi il le sau daca cum cand unde tot toate toti foarte bine bun buna frumos frumoasa frumoase super tare
    multumesc multumim felicitari imi place iubesc iubire viata lume om oameni femeie fata baiat copil copii mama tata prieten
    prieteni noi voi ei ele eu tu el ea asta asa acum azi maine ieri mereu niciodata nimic ceva cineva nimeni doar inca deja
    melodie melodia muzica videoclip canal nou noua mare mic prima primul zi zile an ani timp casa acasa vreau vrei stiu
    stii cred pot poti fac faci face spune vezi vad domnul doamne respect bravo
    """
}
