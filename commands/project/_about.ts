export default { description: 'Projects to build with what you have learned' };
