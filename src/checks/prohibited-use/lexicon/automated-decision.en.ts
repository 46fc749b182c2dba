import type { Lexicon } from '../../language/matcher.js'

/** Fully automated decisions in English. */
export const automatedDecisionEn: Lexicon = {
  practice: `automated decision*, automatic decision*, fully automated, auto deny, auto reject*, auto approv*, automatic refusal*, automatic rejection*, automatic denial*, final denial*, autopilot, lights out processing`,
  decide: `refus*, reject*, deny, denies, denied, denial*, approve, approves, approved, revoke*, terminat*, evict*, suspend*, cut off, cuts off, grant, grants, withdraw*, remove, removes, removed, decide, decides, decision*, dismiss*, sanction*, cancel*, disconnect*, turn down, turns down, expel*, fine, fines, penalise*, loses their, strike off, allocate*, award*`,
  right: `benefit*, grant, grants, allowance*, housing, shelter*, school place*, place, places, nursery, application*, case, cases, file, permit*, licence*, license*, bonus, payslip*, pay, wages, tenancy, occupancy, lease*, parking, rights, enrolment, water, electricity, claim*, pension*, scholarship*, job, contract*, appeal*, arrears, subsid*, aid, resident permit*`,
  unreviewed: `no human*, without human*, without review*, without any review*, without a human*, without any human*, no review*, no reviewer*, no officer*, not escalate, never escalate, there is no officer, human review skip, no human in the loop, not get involved, after the fact, nobody checks, nobody reviews, no one checks, no one reviews, no appeal, unreviewed, without oversight, skip review, skip the review, skip approval, no approval, without approval, staff never see, nobody looks, no manual, human false, human none, human no, human skip, review none, review false, review skip, approval false, approval none, requires approval false, without involving, without asking, no need to ask, no need to involve, not involve*`,
  auto: `automatic*, by itself, on its own, end to end, straight away, immediate*, instantly, overnight, right away, directly, autonomous*, no delay, within seconds, unattended`,
  notify: `notif*, letter*, e mail, email, emails, mail, mails, sends, send, let them know, find out, text message, notice`,
  machine: `ai, algorithm*, model, engine, system, module, bot, chatbot*, tool, software, you run, you decide, script, pipeline, workflow`,
  human: `officer opens, officer takes, officer decides, takes the decision, member of staff, human reviews, reviewed by, committee, panel, i'll check, i will check, i'll review, draft, proposal, proposes, suggest*, social worker, approves each, sign or not, caseworker decides, human decision, final say rests, check and decide, reviewer*`,
  trivial: `traffic light*, lights, loan*, books, heating, appointment*, reminder*, acknowledg*, calendar, booking*`,
}
