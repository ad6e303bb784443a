/**
 * Before every test file: properties draw from one fixed seed, so that a run says the same as the run before
 * it. `SEED=random npm test` draws anew, `SEED=17 npm test` from 17.
 */
import * as fc from 'fast-check'

const { SEED: seed = '20261121' } = process.env
fc.configureGlobal(seed === 'random' ? {} : { seed: Number(seed) })
