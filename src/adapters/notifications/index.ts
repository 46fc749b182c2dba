/**
 * Ways to tell people what waits for them: e-mail and signed webhooks.
 *
 * @module
 */
export { type EmailChannelOptions, emailChannel, type MailTransport } from './email-channel.js'
export {
  signWebhook,
  type WebhookChannelOptions,
  type WebhookHeaders,
  webhookChannel,
} from './webhook-channel.js'
