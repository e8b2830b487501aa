export default { description: 'Squads: small groups of four to six within a cohort' };
