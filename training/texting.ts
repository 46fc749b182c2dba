import type { Random } from './random.ts'

/**
 * Writes a text the way people write messages: French by ear (« ke », « kan », « fo », silent endings left out), English
 * by sound and short cuts. Nobody writes all of a message so: each text has its own strength, each word its own chance.
 */
export function texted(text: string, lang: 'fr' | 'en', random: Random): string {
  const strength = 0.35 + 0.6 * random.next()
  const [shorter, sounds] = lang === 'fr' ? [SHORT_FR, SOUNDS_FR] : [SHORT_EN, SOUNDS_EN]
  return text
    .replaceAll('’', "'")
    .split(/([^\p{L}\p{N}']+)/u)
    .map((piece) => (random.next() < strength ? shortened(piece, shorter, sounds, random) : piece))
    .join('')
}

type Sounds = readonly (readonly [pattern: RegExp, instead: string])[]

function shortened(
  piece: string,
  shorter: ReadonlyMap<string, readonly string[]>,
  sounds: Sounds,
  random: Random,
): string {
  const word = piece.toLowerCase()
  const known = shorter.get(word)
  if (known !== undefined) return known[random.below(known.length)] ?? piece
  // « l'aide » becomes « laide », as thumbs write it.
  let heard = word.replaceAll("'", '')
  for (const [pattern, instead] of sounds)
    if (random.next() < HEARD) heard = heard.replaceAll(pattern, instead)
  return heard === '' ? word : heard
}

/** How often a sound that could be written shorter is. */
const HEARD = 0.7

/** The sounds of French spelled as they are heard; the order matters, since silent endings go before what they leave. */
const SOUNDS_FR: Sounds = [
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/^h/g, ''],
  [/(?<=\p{L}{2})(?:ent|es)$/gu, ''],
  [/(?:er|ez|ée|ées|és|ait|ais|aient|ai)$/g, 'é'],
  [/(?<=\p{L}{2})(?:s|x|t|d|p)$/gu, ''],
  [/(?<=\p{L}{2})e$/gu, ''],
  [/eau|au/g, 'o'],
  [/qu/g, 'k'],
  [/c(?=[aou])|ck|cc(?=[aou])/g, 'k'],
  [/ç|c(?=[eéèêiy])/g, 's'],
  [/tion/g, 'sion'],
  [/(?<=[aeiouéè])s(?=[aeiouéè])/g, 'z'],
  [/(?:ss|sc)(?=[eiéè])/g, 's'],
  [/g(?=[eéi])e?/g, 'j'],
  [/gu(?=[eéi])/g, 'g'],
  [/è|ê|ai|ei/g, 'é'],
  [/y/g, 'i'],
  [/œu/g, 'eu'],
  [/(?:ain|ein|in|un)$/g, '1'],
]

const SOUNDS_EN: Sounds = [
  [/ph/g, 'f'],
  [/ck/g, 'k'],
  [/ing$/g, 'in'],
  [/^th/g, 'd'],
  [/ight/g, 'ite'],
  [/(?<=\p{L}{3})er$/gu, 'a'],
  [/ate/g, '8'],
  [/^be(?=\p{L}{2})/gu, 'b'],
  [/(?<=[a-z]{2})[aeiou](?=[a-z]{2,})/g, ''],
  [/(?<=\p{L}{3})e$/gu, ''],
  [/ough/g, 'o'],
  [/(.)\1/g, '$1'],
]

const SHORT_FR = listed(`
  que: ke, k; qui: ki; quoi: koi; quand: kan; quel: kel; quelle: kel; quels: kel; qu'il: kil; qu'elle: kel; qu'ils: kil; qu'on: kon
  pour: pr, pour; par: par, pr; pas: pa; pas: pas; dans: ds, dan; avec: avc, av; sans: san, ss; sous: sou; est: é, e, est; et: é, et; es: é
  les: lé; des: dé; mes: mé; tes: té; ses: sé; ces: sé; mais: mé; c'est: c, sé, ct; c'était: ct; j'ai: g, jé; je: j, je; j'en: jen; tu: tu, t
  vous: vs, vou; nous: ns, nou; faut: fo; faire: fer, fr; fais: fé, fai; fait: fé, fai; font: fon; tout: tt, tou; tous: ts, tt, tou; toute: tte, tt; toutes: ttes
  plus: +, plu; moins: -, moin; même: mm, mem; bien: bi1, bien; un: 1, un; une: 1, une; deux: 2; trop: tro; beaucoup: bcp; temps: tps, tan; toujours: tjr, tjs
  quelqu'un: kkun, qqn; quelque: kelk; chose: choz, chos; demande: dmd, demand; demandes: dmd; rendez: rdv; message: msg; problème: pb; parce: pske, psk; comme: com
  aux: o; au: o; peux: px, peu; peut: peu; veux: veu, vx; veut: veu; vois: voi; voir: voir, vwar; dit: di; dis: di; sait: c, sé; sais: sé; il: i, il; ils: i, il; elle: el; elles: el
  ceux: ceu; celui: selui; leur: leur, ler; leurs: leur; où: ou; ou: ou; son: son; sont: son; ont: on; s'il: sil; d'un: dun, d1; d'une: dune; l'a: la; n'est: né; aussi: ossi; après: apré
  avant: avan; depuis: depui; pendant: pdt; maintenant: mtn; aujourd'hui: ajd, ojd; demain: dmn, 2main; hier: ier, hier; jour: jr; jours: jrs, jour; semaine: smn, semène; chaque: chak
  personne: pers, person; personnes: pers, persone; gens: gen, gens; dossier: dosié, dos; dossiers: dosié; monsieur: mr; madame: mme; s'il te plaît: stp; bonjour: bjr, slt; merci: mci, merci
`)

const SHORT_EN = listed(`
  you: u; your: ur, yr; you're: ur; are: r; to: 2, to; too: 2; for: 4; and: n, an; be: b; see: c; why: y; people: ppl; please: pls, plz; with: w, wiv; without: w o, witout
  before: b4; because: cuz, cos; the: da, th, the; that: dat, tht; this: dis, ths; them: em, dem; their: thr, their; they: dey, they; who: hu, who; what: wot, wat; when: wen; where: wer
  have: hav, av; has: has; give: giv; get: gt, get; just: jus, jst; not: nt, not; don't: dont; doesn't: dusnt; isn't: isnt; can: cn, can; can't: cnt; could: cud; would: wud; should: shud
  every: evry; everyone: evry1; someone: sum1; anyone: ne1; no one: no1; one: 1; message: msg; messages: msgs; tomorrow: tmrw; today: 2day; tonight: 2nite; about: abt; know: kno; through: thru
  right: rite; is: is, iz; was: woz; my: ma, my; me: me; their: there; from: frm; which: wich; all: al, all; each: eech; of: o, of; it's: its; out: out, owt; number: nmbr; by: bi, by; list: list
`)

function listed(source: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    source
      .split(/[;\n]/)
      .map((entry) => entry.trim().split(': '))
      .flatMap(([word, forms]): [string, string[]][] =>
        word === undefined || forms === undefined ? [] : [[word, forms.split(', ')]],
      ),
  )
}
