/**
 * Words that easy French does without: of administration, of computing, from other languages, and figures of speech. Each
 * with what our texts say instead. Sources: "Information for all", Inclusion Europe, 2009, and its French edition by
 * Unapei; the words are ours.
 */
export const hardWords: ReadonlyMap<RegExp, string> = new Map([
  [word('scan(?:ner|nez|s)?'), 'montrer'],
  [word('navigateur|logiciel|interface|menu contextuel|lien|cliquez|cliquer'), 'la page, touchez'],
  [word('e-?mails?|mails?|web|wi‑?fi|smartphone|online|app'), 'message, internet, téléphone'],
  [word('numérique|dématérialis\\w*|messagerie|traitement de texte'), 'avec un ordinateur'],
  [word('dispositif|bénéficiaires?|usagers?|structures?|prestations?|modalités?'), 'vous, le lieu'],
  [word('démarches?|procédures?|formulaires?|justificatifs?|attestations?'), 'vos papiers'],
  [word('encaiss\\w*|débit\\w*|crédit\\w*|solde|échéance|validité|valables?'), 'prendre, le dernier jour'],
  [word('remis|remise|délivr\\w*|attribu\\w*'), 'donner'],
  [
    word('effectu\\w*|procéd\\w*|s’assurer|veuillez|saisi\\w*|consult\\w*|sélectionn\\w*'),
    'faire, écrire, voir',
  ],
  [word('ultérieur\\w*|préalab\\w*|actuel\\w*|récemment|prochainement'), 'plus tard, maintenant'],
  [word('cependant|toutefois|néanmoins|afin|lorsque|dont|lequel|laquelle|auquel'), 'une autre phrase'],
  [word('géolocalisation|position|itinéraire|périmètre'), 'où vous êtes'],
  [word('etc|tél|ex|rdv|n°|cf|svp|mme|mlle|env'), 'le mot entier'],
])

/** One word for one thing: the words on the left would be a second name for what stands on the right. */
export const otherNames: ReadonlyMap<RegExp, string> = new Map([
  [word('pass|titre|carte|livret'), 'carnet'],
  [word('coupons?|bons?|unités?'), 'chèque'],
  [word('portable|mobile|gsm'), 'téléphone'],
  [word('qr|code(?! postal)|flashcode'), 'carré noir'],
  [word('établissements?|organismes?'), 'lieu'],
])

/** A whole word, as French separates them. */
function word(pattern: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'iu')
}
