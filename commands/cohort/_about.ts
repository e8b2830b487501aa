export default { description: 'Start and lead a cohort' };
