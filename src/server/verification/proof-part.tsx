import type { JSX } from 'hono/jsx/jsx-runtime'
import { parseCheckpoint } from '../../journal/checkpoint.js'
import type { DecisionProof } from '../../journal/decision-proof.js'
import { asking } from './paths.js'
import type { CheckVisit } from './visit.js'

/** The proof, and how to verify it without trusting this site. */
export function ProofPart(props: { readonly visit: CheckVisit; readonly proof: DecisionProof }): JSX.Element {
  const { visit, proof } = props
  const { say, paths } = visit
  const { origin, size } = parseCheckpoint(proof.checkpoint)
  return (
    <section class="check-part" aria-labelledby="preuve-titre">
      <h2 id="preuve-titre">{say('verify.proof')}</h2>
      <p>{say('verify.proof.text', { index: proof.index, origin, size })}</p>
      <ul class="downloads">
        <li>
          <a href={asking(paths.proof, { reference: proof.reference })}>{say('verify.proof.download')}</a>
        </li>
        <li>
          <a href={paths.script} download="verify-decision.mjs">
            {say('verify.proof.script')}
          </a>
        </li>
      </ul>
      <details>
        <summary>{say('verify.proof.offline')}</summary>
        <ol>
          <li>{say('verify.proof.step.files')}</li>
          <li>
            {say('verify.proof.step.key')}
            <dl>
              <dt>{say('verify.proof.key')}</dt>
              <dd>
                <code>{proof.key}</code>
              </dd>
            </dl>
          </li>
          <li>
            {say('verify.proof.step.run')}
            <code>{`node verify-decision.mjs ${proofFileName(proof.reference)} '${proof.key}'`}</code>
          </li>
        </ol>
      </details>
    </section>
  )
}

/** The name that the proof is saved under. */
export function proofFileName(reference: string): string {
  return `preuve-${reference}.json`
}
