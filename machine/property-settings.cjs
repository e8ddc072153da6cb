'use strict';

// What fast-check tries in each property: 100 inputs, the same in every run, unless a variable says otherwise.

/** The settings of fast-check, from the environment. Text, too, can be passed to a browser. */
exports.propertySettings = (environment = process.env) => {
  const { PROPERTY_RUNS: runs = '100', PROPERTY_SEED: seed = '1' } = environment;
  const settings = { numRuns: Number(runs), seed: seed === 'random' ? Date.now() | 0 : Number(seed) };
  if (!Number.isInteger(settings.numRuns) || settings.numRuns < 1 || !Number.isInteger(settings.seed)) {
    throw new Error('PROPERTY_RUNS takes a number above zero, and PROPERTY_SEED takes a number or the word "random".');
  }
  if (settings.seed !== 1) {
    console.log(`Properties are tried with PROPERTY_SEED=${settings.seed} and PROPERTY_RUNS=${settings.numRuns}.`);
  }
  return settings;
};
