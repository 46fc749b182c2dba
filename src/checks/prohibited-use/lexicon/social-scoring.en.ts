import type { Lexicon } from '../../language/matcher.js'

/** Social scoring in English. */
export const socialScoringEn: Lexicon = {
  practice: `social scor*, social credit*, citizen scor*, citizen rating*, trust score*, trustworthiness score*, reputation score*, behaviour score*, behavior score*, civic score*,
    civic behaviour ranking, civic ranking, good citizen score*, conduct score*, reliability score*, loyalty score*, social rank*, good neighbour score*, moral score*, civility score*, ranking ~ by trustworthiness`,
  rate: `score*, scoring, rate, rates, rating*, rank, ranks, ranking*, grade*, grading, points, pts, stars, order ~ from, line up, sort, tier*, classif*, list ~ from, evaluat*, out of 100, out of 10, league table,
    most to least, best to worst, blacklist*, profile*, letter from`,
  trait: `behaviour*, behavior*, trustworth*, loyal*, polite*, rude*, deserving, grateful*, well mannered, manners, nice people, character, attitude*, reliab*, honest*, conduct, civic, good citizen*, kind people,
    quiet, friendly, obedient, difficult people, troublemaker*, integrity, reputation, respectful*, decent, moral*`,
  conduct: `fine, fines, complaint*, noise*, volunteering, arrears, strike*, absence*, thank us, littering, sorts`,
  advantage: `priority, waiting list, access to, allotment*, places, serve first, served first, permit, benefits, front desk*, housing, discount*`,
}
