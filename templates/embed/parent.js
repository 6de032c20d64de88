// Sizes timeline frames; see docs/embedding.md.
(function(w,d,C){
var base=new URL(".",d.currentScript.src).href,own=[];
function each(g){own.concat([].slice.call(d.querySelectorAll("iframe"))).forEach(function(f){f.src.indexOf(base)||g(f)})}
w.addEventListener("message",function(e){
var m=e.data,h=m&&m.sentinel=="amp"&&m.type=="embed-size"&&Math.ceil(m.height);
if(h>0&&h<1e5)each(function(f){
if(f.contentWindow==e.source){f.style.height=h+"px";if(f.list)f.list.style.display="none"}})});
each(function(f){f.contentWindow.postMessage({type:"frames-init"},"*")});
if(!C||C.get("incident-timeline"))return;
C.define("incident-timeline",class extends HTMLElement{connectedCallback(){
var s=this.getAttribute("src"),r,f;
if(this.shadowRoot||!s)return;
r=this.attachShadow({mode:"open"});f=d.createElement("iframe");
f.list=r.appendChild(d.createElement("slot"));
f.src=s;f.title=this.title;
f.style="border:0;width:100%;display:block;height:0";
own.push(r.appendChild(f))}})
})(window,document,window.customElements);
