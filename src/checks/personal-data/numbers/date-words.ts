/** What a word is in a date or an e-mail address in words. Bits. */
export const MONTH = 1
export const NUMERAL = 2
export const ORDINAL = 4
/** Stands for an @. */
export const AT_WORD = 8

/** The words of each sort, in plain words. */
export const DATE_WORDS: readonly (readonly [bits: number, words: string])[] = [
  [
    MONTH,
    'janvier janv jan january février fev feb february mars mar march avril avr apr april mai may juin jun june juillet juil jul july août aout aug august septembre sept sep september octobre oct october novembre nov november décembre déc dec december rnars rnai',
  ],
  [
    NUMERAL,
    'un premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente et mille cent quarante cinquante soixante cents vingts',
  ],
  [ORDINAL, 'er ier ère st nd rd th eme'],
  [AT_WORD, 'at arobase arrobas arobas arobaze'],
]
