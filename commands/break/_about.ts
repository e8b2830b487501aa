export default { description: 'Rest for a while; your streak waits' };
