extension LanguageWords {
  static let german = """
    der die und in den von zu das mit sich des auf fur ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach
    wird bei einer um am sind noch wie einem uber einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde
    sei hatte kann gegen vom konnen schon wenn habe seine mark ihre dann unter wir soll ich eines jahr zwei jahren diese dieser
    wieder keine uhr seiner worden will zwischen immer was sagte gibt alle seit muss wurden beim doch jetzt waren drei jahre
    mich dich dir mir uns euch ihr ihn ihm mein meine meinen dein deine deinen unser kein einfach echt mega geil super toll
    schon schone schoner schones gut gute guter gutes besser beste besten liebe lieb danke bitte hallo ja nein nee doch mal
    halt eben sehr viel viele ganz ganze alles nichts etwas jemand niemand heute morgen gestern tag tage woche leben welt
    leute mensch menschen frau mann kind kinder freund freunde mutter vater mama papa bruder schwester herz gluck gluckwunsch
    video videos lied musik kanal folge folgen abo warum wieso wer wo hier da dort weil denn also wirklich richtig leider
    endlich vielleicht naturlich genau machen mach macht gemacht gehen geht gesehen sehen sieht finde finden weiss wissen
    kommt kommen bin bist seid wurde konnte musste lange kurz neu neue neuen klein gross grosse krass hammer wunderschon lustig
    suss freue freut gerne gern habt hast
    """
  static let dutch = """
    de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of wat mijn men dit zo
    door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog zal me zij nu ge geen
    omdat iets worden toch al waren veel meer doen toen moet ben zonder kan hun dus alles onder ja eens hier wie werd altijd
    doch wordt wezen kunnen ons zelf tegen na reeds wil kon niets uw iemand geweest andere jij jou jouw jullie wij we mooi
    mooie prachtig prachtige leuk leuke lekker lekkere geweldig geweldige goed goede beter beste super echt heel erg wel
    niet zeker graag bedankt dank dankjewel hoi hallo nee lief lieve schattig grappig gaaf vet mensen mens man vrouw kind
    kinderen meisje jongen vriend vrienden moeder vader mama papa broer zus hart leven wereld dag dagen vandaag morgen gisteren
    jaar tijd huis filmpje video muziek liedje nummer kanaal volgen nieuwe nieuw grote groot kleine klein eerste laatste
    weer steeds nooit alleen samen zien gezien kijken gekeken gaan gaat gedaan maken maakt gemaakt weet weten vind vinden denk
    denken zeggen zegt komen komt waarom waar wanneer zoveel allemaal gewoon misschien eigenlijk natuurlijk succes
    gefeliciteerd trots wat een hou jammer
    """
  static let nordic = """
    och att det i en jag hon som han pa den med var sig for sa till ar men ett om hade de av icke mig du henne da sin nu har inte
    hans honom skulle hennes dar min man ej vid kunde nagot fran ut nar efter upp vi dem vara vad over an dig kan sina har ha
    mot alla under nagon eller allt mycket sedan ju denna sjalv detta at utan varit hur ingen mitt ni bli blev oss din dessa
    nagra deras blir mina samma vilken er sadan var blivit dess inom mellan sadant varfor varje vilka ditt vem
    jeg det er ikke og til af pa at der men et har som hun vi kan meget godt god flot fin sang nydelig fantastisk elsker takk
    tak tack hej hei hva hvad hvor hvordan bare ogsa veldig bra snygg underbar vacker harlig rolig kul gott goda battre basta
    idag imorgon liv varld vanner barn kvinna flicka pojke mamma pappa hjarta lycka grattis alltid aldrig nagonsin kanske
    verkligen riktigt gillar tycker tror vet ser gor gar kommer blive blevet vaere var dette denne deg meg seg dere hvis eller
    fordi noe noen litt mye mange alle ingen nye nytt ny forste siste igjen igen
    """
}
