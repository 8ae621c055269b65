/** Gives every property test the same seed in every run, so that a landing never hangs on luck. */
import fc from 'fast-check'

const { PLINTH_TEST_SEED: seed = '20261121' } = process.env

// `random` is the search for what no seed has shown yet; fast-check prints the seed of a failure.
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) })
