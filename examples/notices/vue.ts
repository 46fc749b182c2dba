// A notice in Vue 3. In a template: <ia-notice :notice.prop="notice" />, with `isCustomElement: (tag) => tag === 'ia-notice'`.
import { defineIaNotice, type NoticeJson } from 'garde-fou/element'
import { createApp, defineComponent, h, ref } from 'vue'

defineIaNotice()

const response = await fetch('/notice.json')
const notice: readonly NoticeJson[] = await response.json()

const RequestForm = defineComponent({
  setup() {
    const surface = ref('')
    const typed = (event: Event): void => {
      if (event.target instanceof HTMLInputElement) surface.value = event.target.value
    }
    return () =>
      h('form', { method: 'post' }, [
        h(
          'p',
          h('label', [
            'Surface (m²) ',
            h('input', { name: 'surface', value: surface.value, onInput: typed }),
          ]),
        ),
        h('ia-notice', { '.notice': notice }),
        h('p', h('button', { type: 'submit' }, 'Envoyer ma demande')),
      ])
  },
})

createApp(RequestForm).mount('#root')
