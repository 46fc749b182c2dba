import type { OidcClient } from 'garde-fou/oidc'
import type * as client from 'openid-client'
import type { Configuration } from 'openid-client'
import { expectTypeOf } from 'vitest'

// The package as it is published fits the small interface that signing in asks for.
expectTypeOf<typeof client>().toExtend<OidcClient<Configuration>>()
