/** What a word is in an address. Bits. */
export const STREET = 1
/** A street word that is also an everyday word: « cours », « place », « passage ». */
export const DOUBTFUL_STREET = 2
/** Named places that are addresses only with a postcode and a town. */
export const RESIDENCE = 4
/** Flat, floor, staircase, building: between street and town. */
export const COMPLEMENT = 8
/** Goes between the words of a name. */
export const LINK = 16
/** « bis », « ter »… after the number. */
export const REPEAT = 32
/** A number in words. */
export const NUMERAL = 64
export const ENGLISH_STREET = 128
/** Stands before a person's or saint's name in a street's name. */
export const HONORIFIC = 256
/** Opens a town's name: « le », « saint ». */
export const TOWN_OPENING = 512
/** May be written with a full stop: « av. », « bd. ». */
export const ABBREVIATION = 1024

/** The words of each sort, in plain words. */
export const ADDRESS_WORDS: readonly (readonly [bits: number, words: string])[] = [
  [
    STREET,
    'rue avenue boulevard impasse allée allées quai chemin faubourg venelle ruelle esplanade sentier sente promenade lotissement rne rond-point rondpoint corniche drève calle strasse chaussée levée parvis traverse montée rocade',
  ],
  [STREET | ABBREVIATION, 'av ave bd bld blvd boul bvd imp all chem lot rte fbg fg espl pce sq'],
  [
    STREET | DOUBTFUL_STREET,
    'cours place route square passage villa cité clos mail voie domaine hameau parc résidence lieu carrefour galerie port jardin jardins cour côte descente berge terrasse quartier rampe',
  ],
  [STREET | DOUBTFUL_STREET | ABBREVIATION, 'r pl crs ch che psg pas res'],
  [
    RESIDENCE,
    'résidence résidences lotissement château domaine hameau villa immeuble foyer tour cité clos mas lieudit lieu ferme camping ehpad moulin logis maison bastide manoir coopérative ensemble quartier zac',
  ],
  [RESIDENCE | ABBREVIATION, 'resid rés res résid lot imm'],
  [
    COMPLEMENT,
    'appartement bâtiment bâtiments étage escalier porte entrée hall résidence immeuble tour logement rdc floor flat unit suite apartment gauche droite face right left villa bp cs tsa chez lotissement boîte lettres niveau rez chaussée palier interphone digicode code ème eme er e nd rd th st cedex lieu dit lieudit ground first second third',
  ],
  [COMPLEMENT | ABBREVIATION, 'apt appt app bat bât esc ent log étg etg ét et rés resid résid lgt bt'],
  [LINK, 'de du des d la le les l à au aux en sur sous et lès lez-les a y of the dit dite'],
  [REPEAT, 'bis ter quater quinquies b t q a c d'],
  [
    NUMERAL,
    'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent',
  ],
  [
    ENGLISH_STREET,
    'street road lane way drive court crescent terrace gardens avenue close hill row mews quay square grove parade walk park place rd st ave ln dr blvd',
  ],
  [
    HONORIFIC,
    'saint sainte st ste saints docteur dr général maréchal colonel capitaine commandant lieutenant président professeur pr abbé père monseigneur mgr amiral frère frères soeur pont porte pierre mal gal gén col cdt cne pdt jean sainte-croix vieux vieille grand grande petit petite',
  ],
  [
    TOWN_OPENING,
    'le la les l saint sainte st ste saints mont port pont bourg château villeneuve la-teste vieux sainte-foy',
  ],
]
