/** The same seed for every run, so that what passes here passes there; `FC_SEED=$RANDOM npm test` looks further. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_121) });
