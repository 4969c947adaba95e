
# readline breaks words at =, so that `--set shading.palette=tw` is three words, and `--codec=pro` as well. This puts them together as the program
# reads them, asks for completions, and takes away what readline already has.
_juliareel_words() {
    local -a words=()
    local rest=$COMP_LINE word trimmed
    local -i index cword=0
    for index in "${!COMP_WORDS[@]}"; do
        word=${COMP_WORDS[index]}
        trimmed=${rest#"${rest%%[![:space:]]*}"}
        if ((index > 0)) && [[ $trimmed == "$rest" && ($word == *=* || ${COMP_WORDS[index - 1]} == *=*) ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        rest=${trimmed#"$word"}
        ((index != COMP_CWORD)) || cword=$((${#words[@]} - 1))
    done
    local current=${words[cword]} line=$COMP_LINE taken=
    if [[ $current == --*=* ]]; then
        # The program's completions know an option and its value as two words.
        line=${COMP_LINE/"$current"/"${current%%=*} ${current#*=}"}
        words=("${words[@]::cword}" "${current%%=*}" "${current#*=}" "${words[@]:cword + 1}")
        cword+=1
        current=${words[cword]}
    fi
    [[ $COMP_WORDBREAKS != *=* || $current != *=* ]] || taken=${current%=*}=
    local -a COMP_WORDS=("${words[@]}")
    local COMP_CWORD=$cword COMP_LINE=$line
    _juliareel "$1" "$current" "${words[cword - 1]}"
    for index in "${!COMPREPLY[@]}"; do COMPREPLY[index]=${COMPREPLY[index]#"$taken"}; done
    # A value follows c.radius= at once.
    [[ ${COMPREPLY[*]-} != *=* ]] || compopt -o nospace +o filenames 2>/dev/null
}

complete -o filenames -F _juliareel_words juliareel
