export { Html, html, type Part } from '@gatehouse/service';
