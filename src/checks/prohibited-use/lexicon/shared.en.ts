import type { Lexicon } from '../../language/matcher.js'

/** English words that several prohibitions look at: who is concerned, who acts, and what makes a text harmless. */
export const sharedEn: Lexicon = {
  person: `resident, residents, citizen*, tenant*, household*, family, families, people, person, persons, individual, individuals, employee*,
    worker*, staff, staffer*, colleague*, coworker*, teleworker*, candidate*, applicant*, claimant*, beneficiar*, recipient*, user, users,
    subscriber*, visitor*, caller*, passer by, passers by, pedestrian*, driver*, child, children, pupil*, student*, teenager*, kid, kids,
    parent, parents, mother*, father*, neighbour*, neighbor*, mrs, ms, lady, man, woman, men, women, guy, guys, guard, guards, carer*, holder*, occupant*, patient*, protester*, demonstrator*, member of staff, members of the public, customer*,
    everyone, everybody, somebody, someone, contractor*, trainee*, homeless, migrant*, motorist*, shopper*, speaker*, juvenile*, senior*`,
  named: `nominative, by name, per person, per resident, per employee, each resident, each citizen, each employee, each worker, each person,
    each household, every resident, every citizen, every employee, every worker, every person, each name, individual level`,
  operate: `set up, build, deploy, implement, install, compute, calculate, assign, give me, tell me, send me, list me, apply, script that,
    tool that, code that, function that, make a ranking, then rank, then score, then apply, now rank, now score, write a script, write code`,
  explain: `explain*, translat*, summar*, what is, what are, definition, define, why we, why our, workshop*, quiz, awareness, training session,
    draft a reply, draft a polite, draft an answer, draft a note, write ~ post, write ~ article, write ~ note, write ~ speech,
    write ~ essay, in plain english, what does the law, what the cnil, says about, press review, report on, essay on,
    how to complain, declin*, debate on, regulation*`,
  forbid: `forbid*, forbidden, prohibit*, banned, ban on, off limits, never use, will never, may not be, must not, not allowed, rules out,
    ruled out, cannot identify, can not identify, i can't, i cannot, i won't, refuse to, unlawful, illegal, excluded`,
  law: `charter, gdpr, ai act, cnil, data protection authority, article, bylaw*, directive, court request*, regulator*`,
  aggregate: `aggregate*, anonym*, statistic*, counter*, counts, headcount*, footfall, totals, blur*, mask*, no identifier*, no device identifier,
    no individual, nobody can be recognised, nobody is identified, no one is identified, without identifying, not stored, discarded,
    dropped after counting, opt in, volunteers, no speaker recognition, no emotion, no face recognition, speech to text, captions`,
  object: `building*, road*, tree*, sensor*, bid, bids, project*, company, companies, vendor*, product*, vehicle*, truck*, district*, street*, beach*,
    school building*, equipment, software, answer*, response*, tournament*, team, teams, proposal*, supplier*`,
  fiction:
    'made up characters, invented characters, fictional, fictitious, imaginary, short story, role playing game',
  real: 'real, actual, true',
  neutral: `carbon footprint, sha 256 fingerprint, browser fingerprint, file fingerprint, face to face, in the face of adversity,
    speech to text, voice over, traffic light*, loan*, image recognition, text recognition, character recognition, deaf and hard of hearing,
    lost track, keep track of changes, project tracking, rated capacity`,
}
