import { claimRate } from './bench/deliveries.ts';
for (const n of [1000, 10000]) console.log(n, Math.round(await claimRate(n)), 'rows/s');
