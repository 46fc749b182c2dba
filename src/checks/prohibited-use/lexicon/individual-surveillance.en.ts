import type { Lexicon } from '../../language/matcher.js'

/** Individual surveillance in English. */
export const individualSurveillanceEn: Lexicon = {
  practice: `spy on, spying on, spyware, stalk*, keylogger*, individual surveillance, employee surveillance, staff surveillance, covert surveillance, surveil, wiretap*, tail him, tail her, employee monitoring, track every employee, shadow profile*`,
  watch: `monitor*, track, tracks, tracker*, tracking, log, logs, watch, watches, watching, record, records, recording, keep an eye, follow, follows, reconstruct*, retrace*, read ~ messages, read ~ emails, grab*, screenshot*, surveil*, collect*, intercept*, listen*, forward me, check on, scrape*, compile*, dig up, find out, flags, report on, daily timeline`,
  sphere: `location*, whereabouts, movements, gps, messages, private message*, private chat*, private call*, mailbox, browsing, screen, keystrokes, idle, phone, social media, facebook, instagram, twitter, tiktok, telegram, posts, conversations, friends, who she meets, who he meets,
    comings and goings, home address, tabs, breaks, habits, daily life, private life, chat, badge*, trips, calls`,
  target: `her movements, his movements, their movements, her whereabouts, his whereabouts, her days, his days, her posts, his posts, her messages, his messages, her emails, his emails, her phone, his phone, where she goes, where he goes, where she is, where he is, where she was, where he was,
    who she meets, who he meets, who she sees, who he sees, who she talks, who he talks, her friends, his friends, her husband, his wife, her private life, his private life, her habits, his habits, her facebook, his facebook, her account, his account`,
  insistence: `continuous*, in real time, real time, 24 7, every day, each day, daily, weekly, every minute, every hour, each time, all day, round the clock, timeline*, history, permanently, constantly, every week, per week, weeks`,
  covert: `without telling, without their knowledge, without her knowledge, without his knowledge, covert*, secretly, discreet*, low key, without informing, behind their back, fake account, fake profile`,
}
