import { formatIsoDay } from '../i18n/format.js'
import { noticeTexts } from '../i18n/notice.js'
import { fill, type Paragraph, recordText } from './inline.js'
import { type NoticeLanguage, plainLanguage } from './language.js'
import type { Notice } from './notice.js'
import { purposeOf } from './words.js'

/** One of the facts of engagement 9 and the like. Several values make a list. */
export interface DetailRow {
  readonly term: string
  readonly values: readonly Paragraph[]
}

/** What a full notice tells besides: purpose, the four facts of engagement 9, limits, service, supplier, hosting, how long data is kept. */
export function detailRows(notice: Notice, language: NoticeLanguage): readonly DetailRow[] {
  const term = (
    key:
      | 'notice.details.purpose'
      | 'notice.details.kind'
      | 'notice.details.parameters'
      | 'notice.details.data'
      | 'notice.details.results'
      | 'notice.details.limits'
      | 'notice.details.owner'
      | 'notice.details.supplier'
      | 'notice.details.hosting'
      | 'notice.details.retention'
      | 'notice.details.updated',
    values: readonly Paragraph[],
  ): DetailRow => ({ term: noticeTexts.text(language, key), values })
  const { retention, updatedOn } = notice
  // What a city has not said is not hidden.
  const missing: readonly Paragraph[] = [
    [{ kind: 'words', text: noticeTexts.text(language, 'notice.details.missing') }],
  ]
  const one = (text: string): readonly Paragraph[] => [[recordText(text)]]
  return [
    term('notice.details.purpose', [[purposeOf(notice, language)]]),
    term('notice.details.kind', one(notice.aiKind)),
    term('notice.details.parameters', one(notice.parameters)),
    term('notice.details.data', dataValues(notice.data, language)),
    term('notice.details.results', one(notice.expectedResults)),
    term(
      'notice.details.limits',
      notice.limits.map((limit) => [recordText(limit)]),
    ),
    term('notice.details.owner', one(notice.owner)),
    term('notice.details.supplier', one(notice.supplier)),
    term('notice.details.hosting', one(notice.hosting)),
    term(
      'notice.details.retention',
      retention === undefined ? missing : retentionValues(retention, language),
    ),
    term(
      'notice.details.updated',
      updatedOn === undefined
        ? missing
        : [[{ kind: 'words', text: formatIsoDay(plainLanguage(language), updatedOn) }]],
    ),
  ]
}

// A decision that is not destroyed is handed over to the public archives, whole or in part (Code du patrimoine, L. 212-3).
function retentionValues(
  { textsForMonths: texts, decisionsForMonths: decisions, finalFate }: NonNullable<Notice['retention']>,
  language: NoticeLanguage,
): readonly Paragraph[] {
  const said = [
    noticeTexts.text(language, 'notice.retention', { texts, decisions }),
    ...(finalFate === 'destroy' ? [] : [noticeTexts.text(language, 'notice.retention.archives')]),
  ]
  return said.map((text) => [{ kind: 'words', text }])
}

function dataValues(data: Notice['data'], language: NoticeLanguage): readonly Paragraph[] {
  if (data.length === 0) return [[{ kind: 'words', text: noticeTexts.text(language, 'notice.data.none') }]]
  return data.map(({ name, source, personal }) =>
    fill(noticeTexts.parts(language, personal ? 'notice.data.personal' : 'notice.data'), {
      name: recordText(name),
      source: recordText(source),
    }),
  )
}
