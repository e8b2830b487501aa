export default { description: 'See a cohort’s plan and change its pace' };
