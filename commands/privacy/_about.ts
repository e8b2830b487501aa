export default { description: 'See, take along or delete what is kept about you' };
