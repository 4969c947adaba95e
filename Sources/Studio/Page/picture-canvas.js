import { chromaSize } from "./pictures.js";
import { coefficients, PlanesToPixels } from "./bt709.js";
import { checkerboard } from "./checkerboard.js";

const vertexShader = `#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
  gl_Position = vec4(corner, 0.0, 1.0);
}`;

// Texels are fetched as integers, so that no filter or precision of a graphics processor affects them.
const fragmentShader = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
uniform usampler2D luma, blue, red, opacity;
uniform ivec2 size;
uniform bool isTranslucent;
out vec4 color;

vec2 chromaAt(ivec2 place) {
  return vec2(texelFetch(blue, place, 0).r, texelFetch(red, place, 0).r) - 128.0;
}

void main() {
  ivec2 pixel = ivec2(gl_FragCoord.x, float(size.y) - gl_FragCoord.y);
  ivec2 last = (size + 1) / 2 - 1;
  ivec2 near = pixel / 2;
  ivec2 step = ivec2(pixel.x & 1, (pixel.y & 1) * 2 - 1);
  ivec2 far = clamp(near + step, ivec2(0), last);
  vec2 chroma = 0.75 * chromaAt(near) + 0.25 * chromaAt(ivec2(near.x, far.y));
  if (step.x == 1) {
    chroma = 0.5 * (chroma + 0.75 * chromaAt(ivec2(far.x, near.y)) + 0.25 * chromaAt(far));
  }
  float light = (float(texelFetch(luma, pixel, 0).r) - 16.0) * ${coefficients.luma};
  vec3 code = light + vec3(
    ${coefficients.redOfRed} * chroma.y,
    ${coefficients.greenOfBlue} * chroma.x + ${coefficients.greenOfRed} * chroma.y,
    ${coefficients.blueOfBlue} * chroma.x);
  code = clamp(code, 0.0, 255.0);
  if (isTranslucent) {
    ivec2 square = pixel / ${checkerboard.square};
    float ground = ((square.x + square.y) & 1) == 0 ? ${checkerboard.light}.0 : ${checkerboard.dark}.0;
    code = mix(vec3(ground), code, float(texelFetch(opacity, pixel, 0).r) / 255.0);
  }
  color = vec4(floor(code + 0.5) / 255.0, 1.0);
}`;

/** A canvas that shows a picture's planes: by WebGL2 with a texture for each, or without it on the processor. */
export class PictureCanvas {
  #canvas;
  #gl;
  #textures = [];
  #textureSize = "";
  #sizePlace;
  #translucentPlace;
  #picture = null;

  constructor(canvas) {
    this.#canvas = canvas;
    this.#gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false, preserveDrawingBuffer: true });
    if (!this.#gl) return;
    this.#prepare();
    canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
    canvas.addEventListener("webglcontextrestored", () => {
      this.#textureSize = "";
      this.#prepare();
      if (this.#picture) this.draw(this.#picture);
    });
  }

  /** How pictures are painted, in a word for the page's notes. */
  get method() { return this.#gl ? "WebGL2" : "processor"; }
  get picture() { return this.#picture; }

  /** Shows `picture`, resizing the canvas to it. */
  draw(picture) {
    this.#picture = picture;
    if (this.#canvas.width !== picture.width || this.#canvas.height !== picture.height) {
      this.#canvas.width = picture.width;
      this.#canvas.height = picture.height;
    }
    if (this.#gl) this.#drawTextures(picture);
    else this.#canvas.getContext("2d").putImageData(new PlanesToPixels().image(picture), 0, 0);
  }

  /** The displayed pixels, RGBA, from the top. */
  pixels() {
    const { width, height } = this.#canvas;
    if (!this.#gl) return this.#canvas.getContext("2d").getImageData(0, 0, width, height).data;
    const upsideDown = new Uint8Array(4 * width * height);
    this.#gl.readPixels(0, 0, width, height, this.#gl.RGBA, this.#gl.UNSIGNED_BYTE, upsideDown);
    const pixels = new Uint8ClampedArray(upsideDown.length);
    for (let row = 0; row < height; row += 1) {
      pixels.set(upsideDown.subarray(4 * width * (height - 1 - row), 4 * width * (height - row)), 4 * width * row);
    }
    return pixels;
  }

  /** Waits until the last drawing is painted. */
  finish() { this.#gl?.finish(); }

  #drawTextures({ width, height, y, u, v, a }) {
    const gl = this.#gl;
    const chroma = chromaSize(width, height);
    const sizes = [[width, height], [chroma.columns, chroma.rows], [chroma.columns, chroma.rows], [width, height]];
    const planes = a ? [y, u, v, a] : [y, u, v];
    const size = `${width}x${height}x${planes.length}`;
    planes.forEach((plane, index) => {
      gl.activeTexture(gl.TEXTURE0 + index);
      if (size === this.#textureSize) {
        gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, ...sizes[index], gl.RED_INTEGER, gl.UNSIGNED_BYTE, plane);
      } else {
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8UI, ...sizes[index], 0, gl.RED_INTEGER, gl.UNSIGNED_BYTE, plane);
      }
    });
    this.#textureSize = size;
    gl.viewport(0, 0, width, height);
    gl.uniform2i(this.#sizePlace, width, height);
    gl.uniform1i(this.#translucentPlace, a ? 1 : 0);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  #prepare() {
    const gl = this.#gl;
    const program = gl.createProgram();
    for (const [kind, source] of [[gl.VERTEX_SHADER, vertexShader], [gl.FRAGMENT_SHADER, fragmentShader]]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
    gl.useProgram(program);
    gl.bindVertexArray(gl.createVertexArray());
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.disable(gl.DITHER);
    this.#textures = ["luma", "blue", "red", "opacity"].map((name, index) => {
      const texture = gl.createTexture();
      gl.activeTexture(gl.TEXTURE0 + index);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8UI, 1, 1, 0, gl.RED_INTEGER, gl.UNSIGNED_BYTE, new Uint8Array(1));
      gl.uniform1i(gl.getUniformLocation(program, name), index);
      return texture;
    });
    this.#sizePlace = gl.getUniformLocation(program, "size");
    this.#translucentPlace = gl.getUniformLocation(program, "isTranslucent");
  }
}
