import type { Lexicon } from '../../language/matcher.js'

const PARTICIPLES = `refused, rejected, denied, approved, granted, accepted, awarded, given, withdrawn, revoked, suspended, cancelled, canceled, terminated, blocked, renewed, turned down, declined, removed, excluded, banned, fined, charged, refunded, released, admitted, allocated, selected, shortlisted, evicted, dismissed, promoted, reduced, exempted, allowed`

const said = (auxiliary: string): string =>
  PARTICIPLES.split(',')
    .map((participle) => `${auxiliary} ~ ${participle.trim()}`)
    .join(', ')

/** English words of a decision on a given person. */
export const undeclaredDecisionEn: Lexicon = {
  outcome: [
    said('is'),
    said('are'),
    said('been'),
    said('was'),
    said('be'),
    `you owe, you are exempt, you must leave, you must vacate, you must pay, not eligible, you are not allowed, you're not allowed, will not be renewed, won't be taking, will not be taking, we have decided, i have decided, we are withdrawing, we grant, we refuse, we approve, you will not get, no longer entitled, you are entitled`,
  ].join(', '),
  verdict:
    'application refused, application approved, application rejected, request denied, request refused, claim rejected, claim denied, decision refused, status refused, status approved, result rejected, outcome rejected, not eligible, ineligible',
  address:
    'you, your, yours, you re, mr, mrs, ms, miss, claimant, applicant, tenant, his, her, their son, their daughter',
  matter: `application, request, claim, grant, benefit, permit, licence, license, place, contract, allowance, card, appeal, case, tenancy, parking, library, housing, guarantee, subscription, account, surcharge, fee, fine, school, badge, bonus`,
  ceremony:
    'we regret, i regret, regret to inform, pleased to inform, good news, unfortunately, congratulations, with immediate effect, after reviewing your, following the panel, we have looked at',
  possibility:
    'if, would, could, might, may be, may shortlist, in case, usually, estimate*, whether, should you, unless, can be, must be',
  distance:
    'fictional, fictitious, training scenario, scenario, exercise, template, example, she says, he says, they say, the writer says, in short she, statistics, last year, novel',
  pending:
    'no decision has been taken, waiting for an officer, under review, being processed, for the officer to decide, for the housing officer to decide, hear back, appointment, received your, will be decided, suggested questions',
  neutral: 'cookies are accepted, payment is accepted, cards are accepted',
}
