export default { description: 'See and mend what is posted to your cohorts' };
