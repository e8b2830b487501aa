export default { description: 'Study alone, at your own pace' };
