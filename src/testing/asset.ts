/** Stands for stylesheets and pictures. */
export default ''
